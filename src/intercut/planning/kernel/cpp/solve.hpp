// The whole way from an instance to an order, a cost and a bound.
#pragma once

#include "monitor.hpp"

namespace intercut::sequence {

struct Answer {
    Order order;
    Money cost = 0, bound = 0;
    bool optimal = false;
    bool exact = true;  // false: some part was larger than the proof takes
    double seconds = 0;
    std::uint64_t expanded = 0;
};

struct Settings {
    int threads = 2;
    std::size_t memory_bytes = std::size_t{4} << 30;
    std::uint64_t seed = 1;
    bool portable = false;  // without the instructions only newer processors have: slower, for tests
};

// The cheapest order found before the monitor stops. Same settings and no stop: same answer.
Answer solve(const Instance& instance, const Settings& settings, Monitor& monitor);

}  // namespace intercut::sequence
