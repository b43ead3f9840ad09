// Improvement by simulated annealing with ruin and recreate, over threads that share what they found.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "board/walk.hpp"

namespace intercut::board {

struct Limits {
    double seconds = -1;       // below 0: none
    long long iterations = -1;  // of each thread; below 0: none
    int threads = 1;
    std::uint64_t seed = 1;
};

// How far a search has come, for whoever watches.
struct Told {
    Standing best;
    long long iterations;
    const Board* board;  // of the best, where it is better than last time
};

struct Found {
    Board board;
    Standing standing;
    long long iterations = 0;
};

// `watch` is asked about 20 times a second; once it says no, the search stops.
Found search(const Problem& problem, const Board& start, const Limits& limits, const std::function<bool(const Told&)>& watch);

}  // namespace intercut::board
