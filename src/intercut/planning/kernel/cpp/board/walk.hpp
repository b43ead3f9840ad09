// One walk through plans: moves, ruin and recreate, making room, and what a search on them needs.
#pragma once

#include <functional>
#include <limits>
#include <vector>

#include "board/arrange.hpp"
#include "board/state.hpp"

namespace intercut::board {

// A plan in plain numbers, to be carried between threads and to Python.
struct PlacedDay {
    int slot, light, call;
    Sequence sequence;
};
struct Board {
    std::vector<PlacedDay> days;
    Ints events;  // way of each, below 0: not placed
    Ints modes;
};

// A state kept within one thread.
struct Kept {
    std::vector<Ref> days;
    Ints events, modes;
};

class Walk {
public:
    Walk(const Problem& problem, std::uint64_t seed)
        : p(problem), book(problem), state(problem, book), arranger(book), chance(seed) {}

    const Problem& p;
    Book book;
    State state;
    Arranger arranger;
    Chance chance;

    void fill(const Board& board);
    Board board() const { return board_of(keep()); }
    static Board board_of(const Kept& kept);
    Kept keep() const;
    void restore(const Kept& kept);

    // What the next change may cost at most to be made: a move that is foreseen to cost more is given up before days
    // are worked out. How far guesses are off is learnt from the moves that were priced.
    static constexpr Money any_cost = std::numeric_limits<Money>::max();
    void expect(Money most) { most_ = most, kind_ = KINDS; }
    void learn(Money cost);

    // Moves of one or two days: fill in `changes`, false where there is nothing to try.
    bool relocate(Changes& changes);
    bool exchange(Changes& changes);
    bool reorder(Changes& changes);
    bool swap_days(Changes& changes);
    bool shift_days(Changes& changes);
    bool reverse_days(Changes& changes);
    bool merge_place(Changes& changes);
    bool follow_person(Changes& changes);
    bool shorten(Changes& changes);
    bool move_event(Changes& changes);
    bool relight(Changes& changes);
    bool chain(Changes& changes);
    // A strip that is left over, into a day, or there instead of another.
    bool bring_in(Changes& changes);

    // Calls moved until nobody rests too little because of a change; true and the new value if that helps.
    bool rested(Changes& changes, Value& value);

    // A strip left over into a day of its busiest person, for others that find room elsewhere; in place.
    bool squeeze();

    // In place; false when nothing could be changed.
    bool ruin(int most = 9);
    bool flip_mode();
    // Strips one after another where each costs least; how many found no place.
    int put_back(const Ints& strips, bool blinks, const std::function<bool()>& stop = {});
    bool cheapest(int strip, bool blinks, Changes& best);
    bool place_event(int event);
    // Room for strips that fit nowhere: others are sent out for them; rounds it took.
    int place_all(const std::function<bool(int)>& stop);

    // A first plan: `moved` gets the strips taken from where the start had them.
    void first(bool mend, Ints& moved, const std::function<bool()>& stop);
    // Calls and lights of the days that stand, each the best as the others are.
    void call_days(const std::function<bool()>& stop);
    // Each of these days timed together with the days beside it, where that breaks fewer rules.
    void settle(const Ints& slots);

private:
    Value call_day(int slot);
    bool free_strip(int strip) const { return state.slot_of(strip) >= 0 && !p.fixed[strip] && !p.locked[state.slot_of(strip)]; }
    int used_slot();
    int like(int strip);
    int target(int strip, int option);
    bool exchanged(int slot, const Ref& day, int out, int into, Ref& found);
    bool better_rest(Changes& changes, Value& value);
    bool take_out(const Ints& strips);
    Ints chosen(int most);
    Ints ways(int strip, int option, bool blinks);
    bool make_room(int strip, Ints& weight);
    bool clear(int option, int slot, const Ints& weight, Ints& out);
    bool in_the_day(int option, int slot, const Ints& weight, int& strip, Changes& change);
    bool elsewhere(int option, int slot, const Value& now, const Ints& weight, int& strip, Changes& change);
    void repair(Ints& moved, const std::function<bool()>& stop);
    Ints order_of_placing() const;
    bool best_way(int event, const Ints& ways);

    // Kinds of moves, by how well their cost is foreseen.
    enum Kind { RELOCATE, EXCHANGE, CHAIN, SWAP, SHIFT, REVERSE, MERGE, FOLLOW, SHORTEN, PUT, KINDS };
    bool hopeless(Kind kind);
    bool line_hopeless(Kind kind, const Ints& line, int low, int high, const std::function<int(int)>& from);

    Changes trial_, best_, step_;
    // Where a strip could go, and what that would do to pay.
    struct Foreseen {
        Money guess;
        int tie, option, slot;
        auto operator<=>(const Foreseen&) const = default;
    };
    std::vector<Foreseen> foreseen_;
    Kind kind_ = KINDS;
    Money guess_ = 0, most_ = any_cost;
    double less_[KINDS] = {};  // by how much a move rarely costs less than was foreseen

};

}  // namespace intercut::board
