// Where states wait to be opened: by the number of scenes still to place, each state once.
//
// Memory comes in blocks that are counted as they come and go, so that a limit can be kept.
#pragma once

#include <limits>
#include <memory>
#include <vector>

#include "state.hpp"

namespace intercut::sequence {

// How a state was reached: for telling the order of a better find. 8 bytes, as there are many.
struct Link {
    std::uint32_t parent;
    std::uint8_t scene;
    std::uint8_t side;
};

template <class Bits, class Cost>
struct Node {
    Bits left, open[2];
    Cost waited, ahead;  // paid so far; at least this much to come
    Link link;

    Cost least() const { return waited + ahead; }
    bool same(const Node& o) const {
        return left == o.left && open[0] == o.open[0] && open[1] == o.open[1];
    }
    Word hash() const {
        return mix(fold(left) + mix(fold(open[0]) + 0x9e3779b97f4a7c15ULL * fold(open[1])));
    }
};

template <class Bits, class Cost>
struct Block {
    static constexpr int room = 256;
    using Entry = Node<Bits, Cost>;

    int size = 0;
    Cost least = std::numeric_limits<Cost>::max();
    std::unique_ptr<Entry[]> node{new Entry[room]};
    static constexpr std::size_t bytes = sizeof(Entry) * room + 64;
};

// The states of one layer whose hash falls to one thread at a time.
template <class Bits, class Cost>
class Shard {
public:
    using Entry = Node<Bits, Cost>;

    // What is known of the same state, or nothing.
    const Entry* find(const Entry& node, Word hash) const {
        if (slots_.empty()) return nullptr;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t h = (hash >> 8) & mask; slots_[h]; h = (h + 1) & mask)
            if (const Entry& e = at(slots_[h] - 1); e.same(node)) return &e;
        return nullptr;
    }

    // Takes the state in, or what is new about it. Returns the bytes it had to ask for.
    std::size_t add(const Entry& node) {
        std::size_t asked = 0;
        if ((std::size_t(size_) + 1) * 2 > slots_.size()) asked += spread();
        const std::size_t mask = slots_.size() - 1;
        std::size_t h = (node.hash() >> 8) & mask;
        for (; slots_[h]; h = (h + 1) & mask) {
            Block<Bits, Cost>& block = blocks_[(slots_[h] - 1) / room];
            Entry& e = block.node[(slots_[h] - 1) % room];
            if (!e.same(node)) continue;
            e.ahead = std::max(e.ahead, node.ahead);
            if (node.waited < e.waited) {
                e.waited = node.waited;
                e.link = node.link;
            }
            block.least = std::min(block.least, e.least());
            return asked;
        }
        if (size_ % room == 0) {
            blocks_.emplace_back();
            asked += Block<Bits, Cost>::bytes;
        }
        Block<Bits, Cost>& block = blocks_.back();
        block.node[block.size++] = node;
        block.least = std::min(block.least, node.least());
        slots_[h] = ++size_;
        return asked;
    }

    std::size_t table_bytes() const { return slots_.capacity() * sizeof(std::uint32_t); }

    // Hands over the states and forgets them; only the caller counts them from now on.
    void hand_over(std::vector<Block<Bits, Cost>>& to) {
        for (auto& block : blocks_) to.push_back(std::move(block));
        std::vector<Block<Bits, Cost>>().swap(blocks_);
        std::vector<std::uint32_t>().swap(slots_);
        size_ = 0;
    }

    bool empty() const { return size_ == 0; }
    Cost least() const {
        Cost l = std::numeric_limits<Cost>::max();
        for (const auto& block : blocks_) l = std::min(l, block.least);
        return l;
    }

private:
    static constexpr int room = Block<Bits, Cost>::room;

    const Entry& at(std::uint32_t i) const { return blocks_[i / room].node[i % room]; }

    std::size_t spread() {
        const std::size_t before = table_bytes();
        const std::size_t size = std::max<std::size_t>(64, slots_.size() * 2);
        std::vector<std::uint32_t> slots(size, 0);
        for (std::uint32_t i = 0; i < size_; i++) {
            std::size_t h = (at(i).hash() >> 8) & (size - 1);
            while (slots[h]) h = (h + 1) & (size - 1);
            slots[h] = i + 1;
        }
        slots_.swap(slots);
        return table_bytes() - before;
    }

    std::vector<Block<Bits, Cost>> blocks_;
    std::vector<std::uint32_t> slots_;  // 0 = empty, else number of the state + 1
    std::uint32_t size_ = 0;
};

// All links of states that were opened; given back from the end only.
class Links {
public:
    static constexpr std::size_t room = std::size_t{1} << 14;

    std::size_t size() const { return size_; }
    // Returns the bytes added or given back.
    std::ptrdiff_t resize(std::size_t size) {
        const std::size_t was = blocks_.size(), need = (size + room - 1) / room;
        blocks_.resize(std::min(was, need));
        while (blocks_.size() < need) blocks_.emplace_back(new Link[room]);
        size_ = size;
        return (std::ptrdiff_t(need) - std::ptrdiff_t(was)) * std::ptrdiff_t(room * sizeof(Link));
    }
    Link& operator[](std::size_t i) { return blocks_[i / room][i % room]; }

private:
    std::vector<std::unique_ptr<Link[]>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace intercut::sequence
