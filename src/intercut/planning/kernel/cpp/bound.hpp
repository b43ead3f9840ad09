// What a state will still cost at least.
//
// Looked at from one end alone, the people open there leave in some order, and whoever leaves later
// waits for every scene of those who left before. The cheapest such order is found exactly, by a
// table over the sets of people who have left (of the dearest few). Added to it is what waits at the
// *other* end: a scene shared by i (open left) and j (open right) means that at no moment has i left
// while j has not come, so at every moment somebody out of each such pair is there: at least the
// lightest cover of the pairs. A scene in which none of one end's people works is charged that
// cover; a scene in which nobody works, the cover of all pairs.
#pragma once

#include "state.hpp"

namespace intercut::sequence {

template <class Bits, class Cost, bool Fast>
class Bound {
public:
    static constexpr int dearest = 7;

    Cost operator()(const Cast<Bits, Cost>& all, const State<Bits, Cost>& state,
                    const Groups<Bits, Cost>& groups) {
        const Bits open[2] = {trim(state.open[LEFT]), trim(state.open[RIGHT])};
        for (Side side : {LEFT, RIGHT}) {
            size_[side] = 0;
            for (Bits x = open[side]; x; x &= x - 1) pay_[side][size_[side]++] = all.pay[lowest(x)];
            pay_sums(side);
        }
        Cost nobody = 0;
        for (int i = 0; i < groups.size; i++) {
            pattern_[LEFT][i] = std::uint8_t(press<Fast>(groups.cast[i], open[LEFT]));
            pattern_[RIGHT][i] = std::uint8_t(press<Fast>(groups.cast[i], open[RIGHT]));
            if (!(pattern_[LEFT][i] | pattern_[RIGHT][i])) nobody += groups.days[i];
        }
        Cost cover = 0;
        const Cost sum = leave(groups, LEFT, cover) + leave(groups, RIGHT, cover);
        return sum + nobody * cover;
    }

private:
    static constexpr int sets = 1 << dearest;

    static Bits trim(Bits people) {
        if (count(people) <= dearest) return people;
        Bits kept = 0;
        for (int i = 0; i < dearest; i++, people &= people - 1) kept |= people & (~people + 1);
        return kept;
    }

    void pay_sums(Side side) {
        sums_[side][0] = 0;
        for (int i = 0; i < size_[side]; i++)
            for (int t = 0; t < 1 << i; t++) sums_[side][t | 1 << i] = sums_[side][t] + pay_[side][i];
    }

    // Cheapest order in which the people open at this end leave it.
    Cost leave(const Groups<Bits, Cost>& groups, Side side, Cost& cover_all) {
        const int k = size_[side], full = (1 << k) - 1;
        if (!k) return 0;
        const Side other = Side(1 - side);
        std::fill(inside_, inside_ + full + 1, Cost{0});
        std::fill(alone_, alone_ + full + 1, Cost{0});
        std::uint8_t meets[dearest] = {};  // people of the other end that one of ours shares a scene with
        for (int i = 0; i < groups.size; i++) {
            const unsigned ours = pattern_[side][i], theirs = pattern_[other][i];
            inside_[ours] += groups.days[i];
            if (!theirs) {
                alone_[ours] += groups.days[i];
            } else {
                for (unsigned y = ours; y; y &= y - 1) meets[__builtin_ctz(y)] |= std::uint8_t(theirs);
            }
        }
        // Now: days of scenes whose people of ours lie within the set.
        for (int b = 1; b <= full; b <<= 1)
            for (int t = 0; t <= full; t += 2 * b)
                for (int u = t; u < t + b; u++) {
                    inside_[u | b] += inside_[u];
                    alone_[u | b] += alone_[u];
                }
        Cost own[dearest];
        for (int i = 0; i < k; i++) own[i] = inside_[full] - inside_[full ^ (1 << i)];
        met_[0] = 0;
        waited_[0] = cover_[0] = 0;
        for (int t = 1; t <= full; t++) {
            met_[t] = met_[t & (t - 1)] | meets[__builtin_ctz(unsigned(t))];
            const Cost union_days = inside_[full] - inside_[full ^ t];
            const Cost rest = alone_[full ^ t];
            Cost best = 0, cover = sums_[other][met_[t]];
            bool first = true;
            for (unsigned y = unsigned(t); y; y &= y - 1) {
                const int a = __builtin_ctz(y), before = t ^ (1 << a);
                const Cost fresh = alone_[full ^ before] - rest;
                const Cost wait =
                    waited_[before] + pay_[side][a] * (union_days - own[a]) + fresh * cover_[before];
                if (first || wait < best) best = wait;
                first = false;
                cover = std::min(cover, Cost(cover_[before] + pay_[side][a]));
            }
            waited_[t] = best;
            cover_[t] = cover;
        }
        cover_all = cover_[full];
        return waited_[full];
    }

    int size_[2];
    Cost pay_[2][dearest];
    Cost sums_[2][sets];
    std::uint8_t pattern_[2][capacity<Bits>];
    Cost inside_[sets], alone_[sets], waited_[sets], cover_[sets];
    std::uint8_t met_[sets];
};

}  // namespace intercut::sequence
