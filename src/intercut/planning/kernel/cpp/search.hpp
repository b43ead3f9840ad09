// The proof: every order is looked at, or known to be no better than the best one.
#pragma once

#include <memory>

#include "anneal.hpp"
#include "crew.hpp"
#include "monitor.hpp"

namespace intercut::sequence {

// The best order of a part, and what is proved about it. Waiting only; work is not counted.
struct Best {
    Money cost = 0;
    Order order;
    Money bound = 0;
    bool proved = false;

    void take(Money c, const Order& o) {
        if (c >= cost && !order.empty()) return;
        cost = c;
        order = o;
    }
};

struct Resources {
    Crew& crew;
    Monitor& monitor;
    std::size_t memory_bytes;
    std::vector<std::unique_ptr<Annealer>>& annealers;  // one per member of the crew
    std::function<void()> tell;                         // how things stand, to the monitor
    std::uint64_t most_states = ~std::uint64_t{0};      // opened at most, then the bound so far
    bool portable = false;                              // see Settings
};

// `moves` more of every annealer; told how things stand every few hundredths of a second.
void walk(const Part& part, Best& best, Resources& resources, std::uint64_t moves);

// Whether the exact search takes a part of this size.
bool fits(const Part& part);

// Improves `best` until it is proved or the monitor stops. `expanded` counts states opened.
// Memory beyond the limit is never asked for (but for about 16 MB of working space): when it is
// full the search goes deep instead of wide, which takes longer and proves the same.
void prove(const Part& part, Best& best, Resources& resources, std::uint64_t& expanded);

}  // namespace intercut::sequence
