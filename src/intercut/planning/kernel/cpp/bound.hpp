// What a state will still cost at least.
//
// Take people open left (L), people open right (R) and some free ones (F), and forget all others.
//
// 1. *Leaving.* The people in L leave in some order. If T have left before a is the next, then every
//    scene of T and a lies before a's last day: a waits for those that are not a's own. The same,
//    seen from the other end, for the order in which the people in R come.
// 2. *Standing between.* People who share a scene that is still to place cannot one have left and
//    the other not have come. So at every moment, whoever is there separates those of L who have left
//    from those of R who have not come, in the graph of shared scenes; free people may stand between
//    as well. Consider a scene s: let T of L have left when the first of L's people in s leaves, and
//    V of R come only after the last of R's people in s. While s is shot, of T and V and the free
//    people not in s enough wait to separate T from V: at least the lightest such set. None of this
//    was counted in 1, which counts those who leave after the first person of s does.
//
// Waiting of different people adds up, so open people beyond the dearest get a table of their own.
//
// Both orders are found together by a table over the pairs (T, V), scanned from both ends by a fixed
// rule, so every pair of orders is one way through the table. A scene shared by L and R is charged
// when the first of its people is scanned, with the (T, V) of that moment: V can only have grown by
// the time its other end is known. A scene of L's people alone is charged with all of R, and a scene
// of neither with the separator of all L from all R.
//
// This is ours; the leaving orders of one side alone are in the spirit of the bounds of Qin, Zhang,
// Lim and Liang (2016), who pair people up.
#pragma once

#include <limits>

#include "state.hpp"

namespace intercut::sequence {

template <class Bits, class Cost, bool Fast>
class Bound {
public:
    std::uint32_t asked_with_free = 0, refused_with_free = 0;  // states

    // At least `enough` where that can be shown, else the best bound known.
    Cost operator()(const Cast<Bits, Cost>& all, const State<Bits, Cost>& state,
                    const Groups<Bits, Cost>& groups, Cost enough, bool with_free_people) {
        const Bits open = state.open[LEFT] | state.open[RIGHT], dear = dearest_of(open);
        Cost others = 0;
        if (dear != open) {
            choose(all, state, groups, dearest_of(open & ~dear), 0);
            others = leave(LEFT) + leave(RIGHT);
            if (others >= enough) return others;
            others = std::max(others, with_free<1>(groups));
            if (others >= enough) return others;
        }
        choose(all, state, groups, dear, with_free_people ? freest : 0);
        return others + of_chosen(groups, enough - others);
    }

private:
    static constexpr int dearest = 8;  // of L and R put together in one table
    static constexpr int freest = 3;
    static constexpr int sets = 1 << dearest, free_sets = 1 << freest;
    static constexpr Cost never = std::numeric_limits<Cost>::max() / 4;
    using Mask = std::uint16_t;

    static void sums(const Cost* pay, int n, Cost* out) {
        out[0] = 0;
        for (int i = 0; i < n; i++)
            for (int t = 0; t < 1 << i; t++) out[t | 1 << i] = out[t] + pay[i];
    }

    // Most states are refused by something cheaper: first without 2, then without free people.
    Cost of_chosen(const Groups<Bits, Cost>& groups, Cost enough) {
        const Cost leaving = leave(LEFT) + leave(RIGHT);
        if (leaving >= enough) return leaving;
        const Cost quick = with_free<1>(groups);
        if (quick >= enough) return quick;
        if (!free_) return quick;
        const Cost full = free_ == 1   ? with_free<2>(groups)
                          : free_ == 2 ? with_free<4>(groups)
                                       : with_free<8>(groups);
        asked_with_free++;
        refused_with_free += full >= enough;
        return full;
    }

    static Bits dearest_of(Bits people) {
        for (int over = count(people) - dearest; over > 0; over--) people &= ~bit<Bits>(highest(people));
        return people;
    }

    void choose(const Cast<Bits, Cost>& all, const State<Bits, Cost>& state, const Groups<Bits, Cost>& groups,
                Bits kept, int most_free) {
        for (Side side : {LEFT, RIGHT}) {
            open_[side] = state.open[side] & kept;
            size_[side] = 0;
            for (Bits x = open_[side]; x; x &= x - 1) pay_[side][size_[side]++] = all.pay[lowest(x)];
            sums(pay_[side], size_[side], sums_[side]);
        }
        between_ = 0;
        free_ = 0;
        for (Bits x = groups.free; x && free_ < most_free; x &= x - 1) {
            between_ |= x & (~x + 1);
            free_pay_[free_++] = all.pay[lowest(x)];
        }
        sums(free_pay_, free_, free_sums_);
        for (Side s : {LEFT, RIGHT}) std::fill(inside_[s], inside_[s] + (1 << size_[s]), Cost{0});
        for (int i = 0; i < groups.size; i++) {
            const Pattern p{{std::uint8_t(press<Fast>(groups.cast[i], open_[LEFT])),
                             std::uint8_t(press<Fast>(groups.cast[i], open_[RIGHT]))},
                            std::uint8_t(free_ ? press<Fast>(groups.cast[i], between_) : 0)};
            pattern_[i] = p;
            for (Side s : {LEFT, RIGHT}) inside_[s][p.open[s]] += groups.days[i];
        }
        for (Side s : {LEFT, RIGHT}) days_within<1>(inside_[s], size_[s]);
    }

    // The cheapest order in which the people of one side leave, by 1 alone.
    Cost leave(Side side) {
        const int k = size_[side], all = full(side);
        if (k < 2) return 0;
        const Cost* inside = inside_[side];
        Cost own[dearest];
        for (int i = 0; i < k; i++) own[i] = inside[all] - inside[all ^ (1 << i)];
        value_[0] = 0;
        for (int t = 1; t <= all; t++) {
            Cost best = never;
            const Cost days = inside[all] - inside[all ^ t];
            for (int y = t; y; y &= y - 1) {
                const int a = __builtin_ctz(unsigned(y));
                best = std::min(best, Cost(value_[t ^ (1 << a)] + pay_[side][a] * (days - own[a])));
            }
            value_[t] = best;
        }
        return value_[all];
    }

    // Everything below is laid out with the free people of a scene innermost: Q sets of them.
    template <int Q>
    Cost with_free(const Groups<Bits, Cost>& groups) {
        read<Q>(groups);
        separate<Q>();
        scan_alone<Q>(LEFT);
        scan_alone<Q>(RIGHT);
        const Cost* all = cut_ + (full(LEFT) << size_[RIGHT] | full(RIGHT)) * Q;
        Cost sum = scan_both<Q>();
        for (int q = 0; q < Q; q++) sum += nobody_[q] * all[q];
        return sum;
    }

    int full(Side side) const { return (1 << size_[side]) - 1; }

    template <int Q>
    static void days_within(Cost* x, int people) {
        for (int b = 1; b < 1 << people; b <<= 1)
            for (int t = 0; t < 1 << people; t += 2 * b)
                for (int u = t * Q; u < (t + b) * Q; u++) x[u + b * Q] += x[u];
    }

    // Days of scenes by who of L, R and F is in them; then, for sets, of the scenes within the set.
    template <int Q>
    void read(const Groups<Bits, Cost>& groups) {
        const int l = size_[LEFT], r = size_[RIGHT];
        std::fill(nobody_, nobody_ + Q, Cost{0});
        std::fill(shared_, shared_ + (Q << (l + r)), Cost{0});
        Mask meets[dearest] = {}, meets_free[dearest] = {}, link[freest] = {}, end[freest] = {};
        for (Side s : {LEFT, RIGHT}) std::fill(alone_[s], alone_[s] + (Q << size_[s]), Cost{0});
        for (int i = 0; i < groups.size; i++) {
            const unsigned q = Q == 1 ? 0 : pattern_[i].free;
            const unsigned left = pattern_[i].open[LEFT], right = pattern_[i].open[RIGHT];
            for (unsigned y = q; y; y &= y - 1) {
                const int f = __builtin_ctz(y);
                link[f] |= Mask(q);
                end[f] |= Mask(right);
            }
            for (unsigned y = left; y; y &= y - 1) {
                meets[__builtin_ctz(y)] |= Mask(right);
                if constexpr (Q > 1) meets_free[__builtin_ctz(y)] |= Mask(q);
            }
            Cost* at = left && right ? shared_ + (left << r | right) * Q
                       : left        ? alone_[LEFT] + left * Q
                       : right       ? alone_[RIGHT] + right * Q
                                     : nobody_;
            at[q] += groups.days[i];
        }
        days_within<Q>(shared_, l + r);
        for (Side s : {LEFT, RIGHT}) days_within<Q>(alone_[s], size_[s]);
        met_[0] = met_free_[0] = 0;
        for (int t = 1; t <= full(LEFT); t++) {
            const int a = __builtin_ctz(unsigned(t));
            met_[t] = met_[t & (t - 1)] | meets[a];
            met_free_[t] = met_free_[t & (t - 1)] | meets_free[a];
        }
        links_[0] = ends_[0] = 0;
        for (int d = 1; d < Q; d++) {
            const int f = __builtin_ctz(unsigned(d));
            links_[d] = links_[d & (d - 1)] | link[f];
            ends_[d] = ends_[d & (d - 1)] | end[f];
        }
    }

    // cut[T, V][q]: lightest set that separates T from V without the free people in q. Those of T and
    // F outside it and reached from T (here: Z of T, D of F) have left, and whom they meet is there.
    template <int Q>
    void separate() {
        const int l = size_[LEFT], r = size_[RIGHT];
        Cost there[Q][Q][Q];  // [met free people][D][q]: pay of the met ones outside D and q
        for (int m = 0; m < Q; m++)
            for (int d = 0; d < Q; d++)
                for (int q = 0; q < Q; q++) there[m][d][q] = d & q ? never : free_sums_[m & ~d & ~q];
        std::fill(cut_, cut_ + (Q << r), Cost{0});
        for (int t = 1; t < 1 << l; t++) {
            const Cost* rows[Q];
            Mask ends[Q];
            for (int d = 0; d < Q; d++) {
                rows[d] = there[met_free_[t] | links_[d]][d];
                ends[d] = met_[t] | ends_[d];
            }
            for (int v = 0; v < 1 << r; v++) {
                Cost best[Q];
                for (int q = 0; q < Q; q++) best[q] = rows[0][q] + sums_[RIGHT][ends[0] & v];
                for (int d = 1; d < Q; d++) {
                    const Cost come = sums_[RIGHT][ends[d] & v];
                    for (int q = 0; q < Q; q++) best[q] = std::min(best[q], Cost(rows[d][q] + come));
                }
                for (int y = t; y; y &= y - 1) {
                    const int a = __builtin_ctz(unsigned(y));
                    const Cost stay = pay_[LEFT][a], *without = cut_ + (((t ^ (1 << a)) << r) | v) * Q;
                    for (int q = 0; q < Q; q++) best[q] = std::min(best[q], Cost(without[q] + stay));
                }
                for (int q = 0; q < Q; q++) cut_[(t << r | v) * Q + q] = best[q];
            }
        }
    }

    template <int Q>
    static Cost charge(const Cost* days, const Cost* less_days, const Cost* cut) {
        Cost sum = 0;
        for (int q = 0; q < Q; q++) sum += (days[q] - less_days[q]) * cut[q];
        return sum;
    }

    // step[T][a]: what a's leaving after T costs by the scenes of this side.
    template <int Q>
    void scan_alone(Side side) {
        const int all = full(side), r = size_[RIGHT];
        const Cost* inside = inside_[side];
        Cost own[dearest];
        for (int i = 0; i < size_[side]; i++) own[i] = inside[all] - inside[all ^ (1 << i)];
        for (int t = 0; t < all; t++) {
            const Cost* cut = cut_ + (side == LEFT ? t << r | full(RIGHT) : full(LEFT) << r | t) * Q;
            for (int y = all ^ t; y; y &= y - 1) {
                const int a = __builtin_ctz(unsigned(y)), rest = all ^ t ^ (1 << a);
                step_[side][t][a] = pay_[side][a] * (inside[all] - inside[rest] - own[a]) +
                                    charge<Q>(alone_[side] + (all ^ t) * Q, alone_[side] + rest * Q, cut);
            }
        }
    }

    template <int Q>
    Cost scan_both() {
        const int r = size_[RIGHT], fl = full(LEFT), fr = full(RIGHT), all = fl << r | fr;
        std::fill(value_, value_ + all + 1, never);
        value_[0] = 0;
        for (int at = 0; at < all; at++) {
            if (value_[at] >= never) continue;
            const int t = at >> r, v = at & fr, rest = all ^ at;
            const bool left = v == fr || (t != fl && sums_[LEFT][t] <= sums_[RIGHT][v]);
            const Cost* step = left ? step_[LEFT][t] : step_[RIGHT][v];
            for (int y = left ? fl ^ t : fr ^ v; y; y &= y - 1) {
                const int a = __builtin_ctz(unsigned(y)), b = left ? 1 << (a + r) : 1 << a;
                const Cost w = value_[at] + step[a] +
                               charge<Q>(shared_ + rest * Q, shared_ + (rest ^ b) * Q, cut_ + at * Q);
                value_[at | b] = std::min(value_[at | b], w);
            }
        }
        return value_[all];
    }

    struct Pattern {  // who of the chosen is in a group
        std::uint8_t open[2], free;
    };

    std::array<Pattern, Groups<Bits, Cost>::most> pattern_;
    Bits open_[2], between_;
    int size_[2], free_;
    Cost pay_[2][dearest], sums_[2][sets], free_pay_[freest], free_sums_[free_sets];
    Cost nobody_[free_sets], shared_[sets * free_sets], alone_[2][sets * free_sets], inside_[2][sets];
    Cost cut_[sets * free_sets], step_[2][sets][dearest], value_[sets];
    Mask met_[sets], met_free_[sets], links_[free_sets], ends_[free_sets];
};

}  // namespace intercut::sequence
