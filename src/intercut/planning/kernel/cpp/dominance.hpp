// States made needless by another with the same scenes to place.
//
// With the same scenes left, everybody has the same scenes behind them; only where they stand can
// differ: open left, open right, or settled and paid. Whatever order y is finished in, x can be
// finished in it too. Who stands alike then costs alike, and who stands otherwise in x waits at most
// through all scenes left that are not theirs. So when x has waited that much less, y is needless.
#pragma once

#include <algorithm>
#include <vector>

#include "layers.hpp"

namespace intercut::sequence {

// Takes the needless ones out and leaves the others sorted by the scenes left.
template <class Bits, class Cost>
void drop_needless(const Cast<Bits, Cost>& all, std::vector<Node<Bits, Cost>>& nodes) {
    using Entry = Node<Bits, Cost>;
    std::sort(nodes.begin(), nodes.end(), [](const Entry& a, const Entry& b) {
        if (a.left != b.left) return a.left < b.left;
        if (a.waited != b.waited) return a.waited < b.waited;
        if (a.open[LEFT] != b.open[LEFT]) return a.open[LEFT] < b.open[LEFT];
        return a.open[RIGHT] < b.open[RIGHT];
    });
    std::array<Cost, Cast<Bits, Cost>::most> most;  // a person can still wait
    const auto beats = [&](const Entry& x, const Entry& y) {
        const Cost saved = y.waited - x.waited;
        for (const Side turned : {LEFT, RIGHT}) {
            const Bits left = x.open[turned], right = x.open[1 - turned];
            Cost lost = 0;
            for (Bits z = ((left ^ y.open[LEFT]) | (right ^ y.open[RIGHT])) & (left | right);
                 z && lost <= saved; z &= z - 1)
                lost += most[lowest(z)];
            if (lost <= saved) return true;
        }
        return false;
    };
    std::size_t kept = 0;
    for (std::size_t i = 0, j = 0; i < nodes.size(); i = j) {
        while (j < nodes.size() && nodes[j].left == nodes[i].left) j++;
        const std::size_t first = kept;
        if (j - i > 1)
            for (int a = 0; a < all.people; a++)
                most[a] = all.pay[a] * all.days_of(nodes[i].left & ~all.scenes_of[a]);
        for (std::size_t y = i; y < j; y++) {
            const auto from = nodes.begin() + std::ptrdiff_t(first), to = nodes.begin() + std::ptrdiff_t(kept);
            if (std::any_of(from, to, [&](const Entry& x) { return beats(x, nodes[y]); })) continue;
            nodes[kept++] = nodes[y];
        }
    }
    nodes.resize(kept);
}

}  // namespace intercut::sequence
