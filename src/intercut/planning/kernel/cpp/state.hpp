// Where a search stands: scenes still to place, and who waits at which end.
//
// The order grows from both ends. A person is *open* at an end when a scene of theirs lies there and
// others are still to be placed; *free* when all of theirs are; *settled* otherwise: open at both
// ends means there for everything in between, which is paid at once. A state forgets how it was
// reached: what it will still cost depends on (left to place, open left, open right) only.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "instance.hpp"

namespace intercut::sequence {

enum Side : std::uint8_t { LEFT = 0, RIGHT = 1 };

// A part in bitsets, with sums over sets by table.
template <class Bits, class Cost>
struct Cast {
    static constexpr int most = capacity<Bits>;

    int scenes, people;
    std::array<Bits, most> people_in{}, scenes_of{};
    std::array<Cost, most> days{}, pay{};

    explicit Cast(const Part& part) : scenes(part.scenes), people(part.people) {
        for (int s = 0; s < scenes; s++) {
            days[s] = Cost(part.days[s]);
            for (int a : part.cast[s]) {
                people_in[s] |= bit<Bits>(a);
                scenes_of[a] |= bit<Bits>(s);
            }
        }
        for (int a = 0; a < people; a++) pay[a] = Cost(part.pay[a]);
        for (int b = 0; b < most / 8; b++)
            for (int v = 1; v < 256; v++) {
                const int i = b * 8 + lowest(Word(v));
                days_table[b][v] = days_table[b][v & (v - 1)] + days[i];
                pay_table[b][v] = pay_table[b][v & (v - 1)] + pay[i];
            }
        scene_bytes = (scenes + 7) / 8;
        people_bytes = (people + 7) / 8;
    }

    Cost days_of(Bits scenes_) const {
        Cost sum = 0;
        for (int b = 0; b < scene_bytes; b++) sum += days_table[b][byte_at(scenes_, b)];
        return sum;
    }
    Cost pay_of(Bits people_) const {
        Cost sum = 0;
        for (int b = 0; b < people_bytes; b++) sum += pay_table[b][byte_at(people_, b)];
        return sum;
    }

    // People all of whose scenes are in `scenes_`.
    Bits free(Bits scenes_) const {
        Bits out = 0;
        for (int a = 0; a < people; a++)
            if (!(scenes_of[a] & ~scenes_)) out |= bit<Bits>(a);
        return out;
    }

private:
    int scene_bytes, people_bytes;
    std::array<std::array<Cost, 256>, most / 8> days_table{}, pay_table{};
};

template <class Bits, class Cost>
struct State {
    Bits left;         // scenes to place
    Bits open[2]{};    // people open at each end
    Cost waited = 0;   // pay for waiting, settled so far

    // Shoot the scenes `which` (who need `cast`, and last `days`) next at this end.
    void place(const Cast<Bits, Cost>& all, Bits which, Bits cast, Cost days, Side side) {
        Bits& here = open[side];
        Bits& there = open[1 - side];
        left &= ~which;
        waited += days * all.pay_of(here & ~cast);
        const Bits fixed = cast & ~here & there;
        there &= ~fixed;
        for (Bits x = fixed; x; x &= x - 1) {
            const int a = lowest(x);
            waited += all.pay[a] * all.days_of(left & ~all.scenes_of[a]);
        }
        here |= cast & ~fixed;
        for (Bits x = here & cast; x; x &= x - 1) {
            const int a = lowest(x);
            if (!(all.scenes_of[a] & left)) here &= ~bit<Bits>(a);
        }
    }

    // A state and its mirror image cost the same: keep one of them. True when it was turned.
    bool turn() {
        if (!(open[RIGHT] < open[LEFT])) return false;
        std::swap(open[LEFT], open[RIGHT]);
        return true;
    }
};

// The scenes to place, put together where they need the same people that still matter.
template <class Bits, class Cost>
struct Groups {
    static constexpr int most = capacity<Bits>;

    int size;
    Bits free;                         // free people who still matter
    std::array<Bits, most> cast, which;
    std::array<Cost, most> days;

    // With `track`, the scenes of every group in an order that keeps earlier groups together.
    void build(const Cast<Bits, Cost>& all, const State<Bits, Cost>& state,
               std::array<Order, most>* track = nullptr) {
        free = all.free(state.left);
        const Bits matter = state.open[LEFT] | state.open[RIGHT] | free;
        constexpr int slots = 2 * most;
        constexpr int shift = most == 64 ? 57 : 56;
        std::int16_t at[slots];
        std::fill(at, at + slots, std::int16_t{-1});
        size = 0;
        Bits once = 0, twice = 0;
        for (Bits q = state.left; q; q &= q - 1) {
            const int s = lowest(q);
            const Bits c = all.people_in[s] & matter;
            int h = int((fold(c) * 0x9e3779b97f4a7c15ULL) >> shift);
            while (at[h] >= 0 && cast[at[h]] != c) h = (h + 1) & (slots - 1);
            if (at[h] < 0) {
                at[h] = std::int16_t(size);
                cast[size] = c;
                which[size] = 0;
                days[size] = 0;
                if (track) (*track)[size].clear();
                size++;
                twice |= once & c;
                once |= c;
            }
            which[at[h]] |= bit<Bits>(s);
            days[at[h]] += all.days[s];
            if (track) (*track)[at[h]].push_back(s);
        }
        // A free person in one group only has nothing to wait for: forget them, and join again.
        for (Bits alone = once & ~twice & free; alone; alone = once & ~twice & free) {
            free &= ~alone;
            const int before = size;
            size = 0;
            once = twice = 0;
            for (int i = 0; i < before; i++) {
                const Bits c = cast[i] & ~alone;
                int j = 0;
                while (j < size && cast[j] != c) j++;
                if (j < size) {
                    which[j] |= which[i];
                    days[j] += days[i];
                    if (track)
                        (*track)[j].insert((*track)[j].end(), (*track)[i].begin(), (*track)[i].end());
                    continue;
                }
                if (track && size != i) (*track)[size] = (*track)[i];
                cast[size] = c;
                which[size] = which[i];
                days[size] = days[i];
                size++;
                twice |= once & c;
                once |= c;
            }
            if (size == before) break;
        }
    }

    // Moves that cost nothing and change nobody: a group that needs exactly the people open at one
    // end goes there at once. Leaves the groups built for the state it leaves behind.
    template <class Log>
    void settle(const Cast<Bits, Cost>& all, State<Bits, Cost>& state, Log log,
                std::array<Order, most>* track = nullptr) {
        for (;;) {
            size = 0;
            if (!state.left) return;
            build(all, state, track);
            // Who is in everything that is left will not wait, wherever they are open.
            Bits always = cast[0];
            for (int i = 1; i < size; i++) always &= cast[i];
            if (always & (state.open[LEFT] | state.open[RIGHT])) {
                always &= state.open[LEFT] | state.open[RIGHT];
                state.open[LEFT] &= ~always;
                state.open[RIGHT] &= ~always;
                for (int i = 0; i < size; i++) cast[i] &= ~always;
            }
            bool moved = false;
            for (int i = 0; i < size && !moved; i++)
                for (Side side : {LEFT, RIGHT})
                    if (cast[i] == state.open[side]) {
                        state.place(all, which[i], cast[i], days[i], side);
                        log(i, side);
                        moved = true;
                        break;
                    }
            if (!moved) return;
        }
    }
};

}  // namespace intercut::sequence
