// The question as it is asked, and as it is left after everything obvious was taken out of it.
#pragma once

#include <cstdint>
#include <vector>

#include "bits.hpp"

namespace intercut::sequence {

using Money = std::int64_t;
using Order = std::vector<int>;

// Scenes, people and who is in what. All pay times all days stays below 2^62 (checked by `refuse`).
struct Instance {
    int scenes = 0;
    int people = 0;
    std::vector<std::vector<int>> scenes_of;  // person -> scenes, rising
    std::vector<Money> pay;                   // per person and day, 0 or more
    std::vector<Money> days;                  // per scene, 1 or more

    // All days paid when the scenes are shot in this order.
    Money cost(const Order& order) const;
    // Days on which people work: no order can avoid them.
    Money worked() const;
};

// One part of the question that no person connects with another part. A scene of the part stands
// for a run of the caller's scenes that some cheapest order keeps together.
struct Part {
    int scenes = 0;
    int people = 0;
    std::vector<std::vector<int>> cast;  // scene -> people, rising
    std::vector<Money> pay, days;
    std::vector<std::vector<int>> run;   // scene -> scenes of the caller, in the order they are shot
    Money most = 0;                      // all pay times all days: no sum in the part is larger
};

// Parts to be solved one by one and shot one after the other, smallest first; then the scenes that
// cost the same wherever they stand.
struct Reduced {
    std::vector<Part> parts;
    Order anywhere;
};

// What follows from the casts alone: people with one scene, in every scene, or without pay never
// wait for money; scenes with the same cast belong together; people with the same scenes are one
// person with their pay added; and parts that share nobody do not mind each other.
Reduced reduce(const Instance& instance);

}  // namespace intercut::sequence
