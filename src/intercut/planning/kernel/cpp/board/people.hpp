// What one person's calls cost and break over the whole plan (twin of pay.py and of parts of terms.py).
#pragma once

#include <cstdint>
#include <vector>

#include "board/problem.hpp"

namespace intercut::board {

// One call of one person; slot below 0 stands for event -1-slot. Ordered by date, begin, end, slot.
struct Call {
    int date, begin, end, slot, first_base, last_base, work, first_place, last_place;
    bool operator==(const Call&) const = default;
};
using Calls = std::vector<Call>;

inline bool earlier(const Call& a, const Call& b) {
    if (a.date != b.date) return a.date < b.date;
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end < b.end;
    return a.slot < b.slot;
}

// The first call on a date or after it.
std::size_t first_on(const Calls& calls, int date);

// A journey between two bases on a date.
struct Journey {
    int date, low, high;
    auto operator<=>(const Journey&) const = default;
};
using Journeys = std::vector<Journey>;

// Pay and rest of everybody; scratch space for one thread.
class People {
public:
    explicit People(const Problem& problem) : p(problem), known_(problem.any_engaged ? 1 << 14 : 1) {}

    // Journeys that cannot be made and the pay of these calls; fills in the journeys made.
    Value pay(int person, const Calls& calls, Journeys& journeys);
    // Rests too short before these dates, and two places at once on them.
    Value nights(int person, const Calls& calls, const Ints& dates);
    // Weekly rest, a child's weeks.
    Value weeks(int person, const Calls& calls);
    // How often two people kept apart meet, journeys together counted.
    int meetings(const Pair& pair, const Calls& one, const Calls& two, const Journeys& ours, const Journeys& theirs);
    // Pay by the dates alone, given as bits, of which the first, the last and the number are known; one drop at most.
    Money by_dates(int person, const std::uint64_t* dates, int worked, int first, int last) const;
    // What an element costs that is used in these slots, in rising order.
    Money element(int element, const Ints& slots) const;

private:
    struct Stretch { Money pay, measure; };
    // an engagement worked out lately, by a hash of who is called when and where
    struct Known {
        std::uint64_t key = 0;
        Value value;
        Journeys journeys;
    };
    Stretch stretch(const Rates& rates, int worked, int held) const;
    static Money guaranteed(const Rates& r) { return r.kind == DAILY ? r.guarantee : r.guarantee * std::max<Money>(0, r.weekly); }
    static Money top_up(const Rates& r, Money measure);
    Money by_dates(int person, const Calls& calls) const;
    Value engaged(int person, const Calls& calls, Journeys& journeys);
    const Known& remembered(int person, const Calls& calls);
    Money beside(int person, const Calls& calls) const;
    int held(int unit, int a, int b) const { return b - a > 1 ? p.company[unit][b] - p.company[unit][a + 1] : 0; }
    void twice_called(Tally& tally, int person, const Call* first, const Call* last);
    void two_places(Tally& tally, const Call* first, const Call* last);
    void child(Tally& tally, int person, const Calls& calls) const;
    void weekly(Tally& tally, const Calls& calls);

    // The route of one person, while it is worked out.
    struct Stop { int date, arrive, leave; bool travel; };
    struct Leg { int date, start, end; bool against, counts; };
    using Legs = std::vector<Leg>;
    struct Gap { int start, end, holds; Legs legs, dropped; bool droppable; int kept_days, dropped_days; };
    bool busy(int date) const;
    Leg leg(int date, int start, int end, int after) const;
    void walk(Legs& legs, int where, int at, std::size_t first, std::size_t last, bool visit, bool back) const;
    static int days_of(const Legs& legs);
    std::vector<std::size_t> cheapest(const Rates& rates) const;

    const Problem& p;
    int person_ = 0, home_ = -1;
    bool moves_ = false;
    std::vector<Stop> stops_;
    Ints busy_, others_, work_, units_;
    std::vector<Gap> gaps_;
    Calls sorted_, here_;
    std::vector<Known> known_;
};

}  // namespace intercut::board
