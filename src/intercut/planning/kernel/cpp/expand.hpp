// Opening one state: which scene comes next at one of its ends, and which choices need no look.
//
// Both ends are kept alike: the next scene goes where the people who are open cost less. Scene s
// need not come next when some t could come before it:
//  * exchange: t brings nobody that s does not bring, and s brings nobody that t does not bring but
//    people open at the other end. Then either t first is as good, or s just after t is better.
//    This holds for scenes of any lengths. (For equal lengths: Qin, Zhang, Lim and Liang 2016.)
//  * insertion: t brings nobody that s does not bring, and after s more is certain to wait at t,
//    wherever t comes, than would wait when t came first.
#pragma once

#include "bound.hpp"
#include "layers.hpp"

namespace intercut::sequence {

template <class Bits, class Cost>
struct Find {  // an order that is complete: the state it came from, and the last choice
    Cost waited = std::numeric_limits<Cost>::max();
    Link link{};
};

// What bounds were found for lately, so that a state refused once is refused again at once.
template <class Bits, class Cost>
class Memory {
public:
    Memory() : entries_(std::size_t{1} << bits) {}
    // The bound of the same state, or -1.
    Cost find(const Node<Bits, Cost>& node, Word hash) const {
        const Entry& e = entries_[hash >> (64 - bits)];
        const bool same = e.left == node.left && e.open[0] == node.open[0] && e.open[1] == node.open[1];
        return same ? e.ahead : Cost(-1);
    }
    void keep(const Node<Bits, Cost>& node, Word hash, Cost ahead) {
        entries_[hash >> (64 - bits)] = {node.left, {node.open[0], node.open[1]}, ahead};
    }

private:
    static constexpr int bits = 13;
    struct Entry {
        Bits left = 0, open[2]{};
        Cost ahead = -1;
    };
    std::vector<Entry> entries_;
};

template <class Bits, class Cost, bool Fast>
struct Opener {
    Bound<Bits, Cost, Fast> bound;
    Memory<Bits, Cost> memory;
    Groups<Bits, Cost> groups, next_groups;

    // Calls look(node, hash) -> known entry or null, and put(node, hash) for every child that may
    // lead to less than `best`. Returns how many were tried, 0 when another state makes this needless. Free people in the bound take time.
    template <class Look, class Put>
    int open(const Cast<Bits, Cost>& all, const Node<Bits, Cost>& node, std::uint32_t id, Cost best,
             bool with_free_people, Find<Bits, Cost>& find, Look look, Put put) {
        const State<Bits, Cost> state{node.left, {node.open[0], node.open[1]}, node.waited};
        groups.build(all, state);
        if (needless(node, look)) return 0;
        const Side side = all.pay_of(state.open[LEFT]) <= all.pay_of(state.open[RIGHT]) ? LEFT : RIGHT;
        int tried = 0;
        const Bits here = state.open[side], there = state.open[1 - side];
        for (int i = 0; i < groups.size; i++) {
            if (needless(all, i, here, there)) continue;
            tried++;
            State<Bits, Cost> next = state;
            next.place(all, groups.which[i], groups.cast[i], groups.days[i], side);
            if (next.waited >= best) continue;
            next_groups.settle(all, next, [](int, Side) {});
            const Link link{id, std::uint8_t(lowest(groups.which[i])), side};
            if (next_groups.size <= 1) {
                if (next.waited < find.waited) find = {next.waited, link};
                best = std::min(best, next.waited);
                continue;
            }
            next.turn();
            Node<Bits, Cost> child{next.left, {next.open[0], next.open[1]}, next.waited, 0, link};
            const Word hash = child.hash();
            if (const Node<Bits, Cost>* known = look(child, hash)) {
                if (known->waited <= child.waited) continue;
                child.ahead = known->ahead;
            } else {
                child.ahead = memory.find(child, hash);
                if (child.ahead < 0) {
                    child.ahead = bound(all, next, next_groups, Cost(best - child.waited), with_free_people);
                    memory.keep(child, hash, child.ahead);
                }
            }
            // What the parent still costs at least, less this step, holds for the child too.
            child.ahead = std::max(child.ahead, Cost(node.least() - child.waited));
            if (child.least() < best) put(child, hash);
        }
        return tried;
    }

private:
    // Whether a state with the same people open and one group of scenes less has waited no more:
    // leaving scenes out of an order makes nobody wait longer.
    template <class Look>
    bool needless(const Node<Bits, Cost>& node, Look look) const {
        const Bits open = node.open[LEFT] | node.open[RIGHT];
        for (int i = 0; i < groups.size; i++) {
            if (groups.cast[i] & ~open) continue;
            Node<Bits, Cost> fewer{node.left & ~groups.which[i], {node.open[LEFT], node.open[RIGHT]}, 0, 0, {}};
            const Node<Bits, Cost>* known = look(fewer, fewer.hash());
            if (known && known->waited <= node.waited) return true;
        }
        return false;
    }

    bool needless(const Cast<Bits, Cost>& all, int i, Bits here, Bits there) const {
        const Bits cast = groups.cast[i];
        for (int j = 0; j < groups.size; j++) {
            const Bits other = groups.cast[j];
            if (i == j || (other & ~(here | cast))) continue;
            if (!(cast & ~(other | there))) return true;
            if (all.pay_of(here & ~other) < all.pay_of(cast & there & ~other)) return true;
        }
        return false;
    }
};

}  // namespace intercut::sequence
