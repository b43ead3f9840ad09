// Every way to take strips in sets and put these on dates that may cost less than a limit (twin of relaxed/calendar.py).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "days/exact_day.hpp"

namespace intercut::days {

using Mask = std::uint64_t;

struct Sets {
    std::vector<Mask> strips;       // of each set, by bit
    std::vector<Ints> options;      // of each set, rising
    std::vector<Money> loss;        // what a set costs beyond its share of the bound
    std::vector<Money> fixed;       // unit, places, elements: all but what the order of the day decides
    std::vector<Money> least;       // no day of these strips costs less than `fixed` and this
    std::vector<Mask> who, places;  // payees and places of each set
    std::vector<Mask> open;         // slots it may stand on
};

// Somebody or something paid by the dates: `pay` by mask of dates, -1 where that cannot be.
struct Payee {
    std::vector<Money> pay;
};

struct Terms {
    int n_slots = 0;
    Ints date;  // of each slot
    std::vector<Payee> payees;
    std::vector<Money> opening;   // of each place, when it is come to
    std::vector<Money> reopened;  // and what is paid beyond that for each time but the first
    std::vector<std::vector<Money>> dated;  // of each option and slot: wishes decided by the date
    struct Turned {
        int later, earlier;
        Money price;
    };
    struct Gap {
        int one, two, least, most;
    };
    std::vector<Gap> gaps;  // where both strips are shot: days from the date of the one to that of the two
    std::vector<Turned> turned;  // due where the first of these strips is shot on an earlier date
};

// A way to shoot everything, and what it costs at least: of each day the slot, the set and how it is shot.
struct Way {
    Money cost = 0;
    Ints slots, sets;
    std::vector<ExactDays::Shot> shots;
};

struct Found {
    std::vector<Way> ways;
    std::int64_t partitions = 0, nodes = 0;
    bool whole = false;  // nothing was left out
};

class Calendar {
public:
    Calendar(Tables tables, Sets sets, Terms terms);

    // All ways to take `needed` in so many sets, none with a strip beyond, whose losses stay within `budget`, put on
    // dates at less than `below`. Ends early at so many ways or nodes, or when `stop` is set.
    Found search(Mask needed, int days, Money budget, Money extra, Money below, std::size_t most_ways, std::int64_t most_nodes, double seconds);
    void set_losses(std::vector<Money> losses);
    std::optional<Money> least_on(int slot, const Ints& options, Money floor) { return exact_.least_on(slot, options, floor); }
    Money both(int slot, const Ints& first, Money one, int next, const Ints& then, Money two, Money most) {
        return exact_.both(slot, first, one, next, then, two, most);
    }
    // The least any slot makes of a set; -1 where none takes it.
    Money least_anywhere(int set);
    void stop() { stopped_ = true; }

private:
    struct Run;
    void sort_by_loss();
    void take(Run& run, Mask left, int days, Money budget);
    void place(Run& run);
    void keep(Run& run, Money cost);
    void walk(Run& run, int slot, Money day_costs, Money openings, int last, Money rests, Money before);
    bool keeps(const Run& run, int set, int slot) const;
    Money between(int one, int slot, int two, int next, Money most);
    Money on(int set, int slot);
    Money dated(int set, int slot) const;

    ExactDays exact_;
    Sets sets_;
    Terms terms_;
    std::vector<std::vector<Money>> low_;  // by payee: the least pay by slot, mask so far, days still to come
    std::vector<std::vector<int>> by_strip_;
    std::vector<std::vector<Money>> on_;  // by set and slot, -2 unknown, -1 impossible
    std::map<std::array<int, 4>, std::pair<Money, Money>> between_;  // asked below which extra, and found
    std::atomic<bool> stopped_ = false;
};

}  // namespace intercut::days
