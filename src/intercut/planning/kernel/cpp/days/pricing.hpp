// The unit days most worth adding to a linear programme over sets of strips: exact, without listing all sets.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include "days/exact_day.hpp"

namespace intercut::days {

// What one unit day may be made of; all that is left out only makes days cheaper.
struct Stock {
    // By option, those of one place and set side by side. `weight`: minutes with set-up; `open`: by bit, where and in which
    // light it may be shot.
    Ints strip, place, set, light, weight, eighths;
    std::vector<Ints> payees;
    std::vector<std::vector<std::uint64_t>> open;
    // By strip: strips that may not share its day; minutes as children's work counts them.
    std::vector<Ints> clashes;
    Ints minutes;
    // By place: least ways to others with their set-ups, set-up of the first, base, changes, fee of a day.
    std::vector<Ints> to;
    std::vector<std::vector<Money>> way_cost;
    Ints setup, base, set_change, light_change;
    std::vector<Money> fee;
    // The unit. `room`: most minutes of work a day; limits below 0: none.
    int first_shot = 0, normal = 0, room = 0, most_places = -1, most_pages = -1;
    int meal_after = 0, meal_length = 0, unit_wrap = 0;
    Money overtime_hour = 0, day_cost = 0;
    // A child's payee number and most minutes.
    std::vector<std::pair<int, int>> children;
    int n_payees = 0;
};

// Dual values, whole minor units. A set is worth the worth of its strips and `count`, less its cost, `day` of each payee
// and `due` of each triple of which it holds two strips or more.
struct Duals {
    std::vector<double> worth, day;
    double count = 0;
    std::vector<std::array<int, 3>> triples;
    std::vector<double> due;
};

struct Bought {
    double value = 0;
    Money cost = 0;
    Ints options;
};

struct Offer {
    std::vector<Bought> sets;  // dearest to miss first
    double most = 0;           // no set is worth more, whether found or not
    std::int64_t nodes = 0;
    bool whole = false;  // everything was looked at
};

class Pricing {
public:
    static constexpr std::size_t most_tours = 200'000;

    explicit Pricing(Stock stock);
    // Whether there are too many combinations of places.
    bool too_many() const { return too_many_; }
    // Up to `most` sets worth more than `floor`, at most `each` of the same places.
    Offer find(const Duals& duals, double floor, std::size_t most, std::size_t each, std::int64_t most_nodes);
    void stop() { stopped_ = true; }

private:
    struct Tour {
        Ints places;
        int minutes = 0;  // to the first shot, set-ups of places and ways
        int changes = 0;  // minutes of one change of set at each
        Money cost = 0;
    };
    struct Run;
    void grow(Tour tour);
    int length(int work) const;
    Money overtime(int work) const;

    Stock stock_;
    std::vector<Tour> tours_;
    std::vector<Ints> at_;  // options by place
    Ints hours_;            // most minutes of work within so many hours of overtime
    int grain_ = 1;         // minutes a cell of the knapsack's table stands for
    bool too_many_ = false;
    std::atomic<bool> stopped_ = false;
};

}  // namespace intercut::days
