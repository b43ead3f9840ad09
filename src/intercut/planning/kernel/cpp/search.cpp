#include "search.hpp"

#include <algorithm>
#include <stdexcept>

#include "dominance.hpp"
#include "expand.hpp"
#include "relax.hpp"

// The hot path is compiled twice: for any x86-64, and for processors with bit extraction and AVX2.
#if defined(__x86_64__) && defined(__GNUC__)
#define INTERCUT_TWO_WAYS 1
#define INTERCUT_FAST __attribute__((target("popcnt,lzcnt,bmi,bmi2,avx2"), flatten))
#endif

namespace intercut::sequence {

namespace {

bool fast_processor() {
#ifdef INTERCUT_TWO_WAYS
    return __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

constexpr int shards = 8;

template <class Bits, class Cost>
using Layer = std::array<Shard<Bits, Cost>, shards>;

// What the members of the crew share while a batch is opened; nobody writes here meanwhile.
template <class Bits, class Cost>
struct Batch {
    const Cast<Bits, Cost>& all;
    const std::vector<Layer<Bits, Cost>>& layers;
    Links& links;
    Cost best;
    bool with_free_people;  // in the bound
};

// What one block of states led to, sorted by where it goes.
template <class Bits, class Cost>
struct Outcome {
    std::array<std::vector<Node<Bits, Cost>>, shards> child;
    Find<Bits, Cost> find;
    std::uint64_t opened = 0, tried = 0;  // states, and children they might have had
    std::uint64_t asked = 0, refused = 0;  // of the bound with free people
};

template <class Bits, class Cost>
struct Member {
    Opener<Bits, Cost, true> fast;
    Opener<Bits, Cost, false> plain;
};

template <class Bits, class Cost, class Opener_>
inline void open_block(Opener_& opener, const Batch<Bits, Cost>& batch, const Block<Bits, Cost>& block,
                       std::uint32_t id, Outcome<Bits, Cost>& out, Monitor& monitor,
                       const std::function<void()>& tell) {
    out.find = {};
    out.opened = out.tried = 0;
    opener.bound.asked_with_free = opener.bound.refused_with_free = 0;
    for (auto& c : out.child) c.clear();
    for (int i = 0; i < block.size; i++, id++) {
        const Node<Bits, Cost>& node = block.node[i];
        batch.links[id] = node.link;
        const Cost best = std::min(batch.best, out.find.waited);
        if (node.least() >= best) continue;
        if ((i & 31) == 31) {
            if (tell) tell();
            if (monitor.late()) return;
        }
        out.opened++;
        out.tried += opener.open(
            batch.all, node, id, best, batch.with_free_people, out.find,
            [&](const Node<Bits, Cost>& child, Word hash) {
                return batch.layers[count(child.left)][hash % shards].find(child, hash);
            },
            [&](const Node<Bits, Cost>& child, Word hash) { out.child[hash % shards].push_back(child); });
    }
    out.asked = opener.bound.asked_with_free;
    out.refused = opener.bound.refused_with_free;
}

template <class Bits, class Cost>
#ifdef INTERCUT_TWO_WAYS
INTERCUT_FAST
#endif
void open_fast(Member<Bits, Cost>& member, const Batch<Bits, Cost>& batch, const Block<Bits, Cost>& block,
               std::uint32_t id, Outcome<Bits, Cost>& out, Monitor& monitor,
               const std::function<void()>& tell) {
    open_block(member.fast, batch, block, id, out, monitor, tell);
}

template <class Bits, class Cost>
class Proof {
    using State_ = State<Bits, Cost>;
    using Groups_ = Groups<Bits, Cost>;
    using Block_ = Block<Bits, Cost>;
    static constexpr std::uint32_t root = 0;  // the number of its link
    static constexpr Cost never = std::numeric_limits<Cost>::max();

public:
    // With a width, only so many states of each layer are opened: quick, and not always a proof.
    Proof(const Part& part, Best& best, Resources& resources, std::uint64_t& expanded, std::size_t width = 0)
        : part_(part), width_(width), all_(part), best_(best), with_(resources), expanded_(expanded), fast_(!resources.portable && fast_processor()) {
        layers_.resize(std::size_t(part.scenes) + 1);
        for (int i = 0; i < with_.crew.size(); i++) members_.emplace_back(new Member<Bits, Cost>);
        walked_ = with_.annealers[0]->moves();
        began_ = expanded_;
    }

    void run() {
        State_ start{first_bits<Bits>(all_.scenes), {}, 0};
        Groups_ groups;
        groups.settle(all_, start, [](int, Side) {});
        if (groups.size <= 1) {
            improve({0, {}}, true);
        } else {
            const Node<Bits, Cost> node{start.left, {}, 0, 0, {}};
            used_ += layers_[count(start.left)][node.hash() % shards].add(node);
            if (!sweep(count(start.left), 0) || lossy_) return;
        }
        best_.bound = best_.cost;
        best_.proved = true;
    }

private:
    // Opens everything with at most `top` scenes to place. Nested when memory is full: then what
    // lies deeper is finished and given back before the layer goes on. False when stopped.
    bool sweep(int top, int nest) {
        const std::size_t links = links_.size();
        for (int d = top; d > 0; d--) {
            const Cost deeper = least_below(d);
            std::vector<Block_> blocks = take(layers_[d]);
            if (blocks.empty()) continue;
            thin_out(blocks);
            if (nest)
                std::sort(blocks.begin(), blocks.end(),
                          [](const Block_& a, const Block_& b) { return a.least < b.least; });
            std::vector<Cost> rest(blocks.size() + 1, never);  // least of all blocks from here on
            for (std::size_t i = blocks.size(); i-- > 0;) rest[i] = std::min(rest[i + 1], blocks[i].least);
            pending_.push_back(std::min(rest[0], deeper));
            for (std::size_t from = 0; from < blocks.size();) {
                const std::size_t to = std::min(blocks.size(), from + batch_size());
                if (!open(blocks, from, to)) return false;
                for (; from < to; from++) {
                    blocks[from].node.reset();
                    used_ -= Block_::bytes;
                }
                look_around();
                if (used_ <= room(nest)) continue;
                pending_.back() = rest[from];
                if (!sweep(d - 1, nest + 1)) return false;
            }
            pending_.pop_back();
        }
        if (nest) used_ += std::size_t(links_.resize(links));
        return true;
    }

    // Takes out what the best order or another state makes needless; with a width, also all but the
    // states with the least claims, those that are farther first, and notes that some are lost.
    void thin_out(std::vector<Block_>& blocks) {
        std::size_t size = 0;
        for (const auto& block : blocks) size += std::size_t(block.size);
        // The copy must fit, too.
        if (!width_ && used_ + size * sizeof(Node<Bits, Cost>) > with_.memory_bytes) return;
        std::vector<Node<Bits, Cost>> nodes;
        nodes.reserve(size);
        for (auto& block : blocks) {
            std::copy_if(block.node.get(), block.node.get() + block.size, std::back_inserter(nodes),
                         [&](const auto& node) { return node.least() < best_.cost; });
            block.node.reset();
            used_ -= Block_::bytes;
        }
        blocks.clear();
        if (width_ && nodes.size() > width_) {
            std::nth_element(nodes.begin(), nodes.begin() + std::ptrdiff_t(width_), nodes.end(),
                             [](const auto& a, const auto& b) {
                                 return a.least() < b.least() || (a.least() == b.least() && a.waited > b.waited);
                             });
            nodes.resize(width_);
            lossy_ = true;
        }
        drop_needless(all_, nodes);
        for (const auto& node : nodes) {
            if (blocks.empty() || blocks.back().size == Block_::room) {
                blocks.emplace_back();
                used_ += Block_::bytes;
            }
            Block_& block = blocks.back();
            block.node[block.size++] = node;
            block.least = std::min(block.least, node.least());
        }
    }

    // What every state in the layers below a layer costs at least. With the layer itself this is a
    // bound on all that is not known yet, and stays one while they are opened: a child's claim is
    // never lower than its parent's.
    Cost least_below(int layer) const {
        Cost least = never;
        for (int d = 0; d < layer; d++)
            for (const auto& shard : layers_[d]) least = std::min(least, shard.least());
        return least;
    }

    // Every nested level may use half of what is still there.
    std::size_t room(int nest) const {
        std::size_t free = with_.memory_bytes;
        for (int i = 0; i <= nest && free > (1 << 16); i++) free /= 2;
        return with_.memory_bytes - free;
    }
    std::size_t batch_size() const {
        const std::size_t crew = std::size_t(with_.crew.size());
        const bool tight = used_ * 4 > with_.memory_bytes * 3;
        return tight ? crew : std::min(std::size_t(4 + (expanded_ - began_) / 4096), 32 * crew);
    }

    std::vector<Block_> take(Layer<Bits, Cost>& layer) {
        std::vector<Block_> blocks;
        for (auto& shard : layer) {
            used_ -= shard.table_bytes();
            shard.hand_over(blocks);
        }
        return blocks;
    }

    bool open(const std::vector<Block_>& blocks, std::size_t from, std::size_t to) {
        const std::size_t tasks = to - from;
        std::vector<std::uint32_t> id(tasks);
        std::size_t links = links_.size();
        for (std::size_t i = 0; i < tasks; i++) {
            id[i] = std::uint32_t(links);
            links += std::size_t(blocks[from + i].size);
        }
        if (links > std::numeric_limits<std::uint32_t>::max()) return false;
        used_ += std::size_t(links_.resize(links));
        const Batch<Bits, Cost> batch{all_, layers_, links_, Cost(std::min<Money>(best_.cost, never)),
                                      free_people_help()};
        while (outcomes_.size() < tasks) outcomes_.emplace_back();
        const std::function<void()> silent, tell = [this] { report(); };
        with_.crew.work(tasks, [&](int member, std::size_t i) {
            const auto& block = blocks[from + i];
            const auto& speak = member == 0 ? tell : silent;
            Member<Bits, Cost>& m = *members_[std::size_t(member)];
            if (fast_)
                open_fast(m, batch, block, id[i], outcomes_[i], with_.monitor, speak);
            else
                open_block(m.plain, batch, block, id[i], outcomes_[i], with_.monitor, speak);
        });
        Find<Bits, Cost> find;
        for (std::size_t i = 0; i < tasks; i++) {
            expanded_ += outcomes_[i].opened;
            tried_ += outcomes_[i].tried;
            asked_ += outcomes_[i].asked;
            refused_ += outcomes_[i].refused;
            if (outcomes_[i].find.waited < find.waited) find = outcomes_[i].find;
        }
        if (find.waited < best_.cost) improve(find, false);
        report();
        if (expanded_ - began_ > with_.most_states) return false;
        if (with_.monitor.stopped()) return false;
        std::array<std::size_t, shards> asked{};
        const Cost best = Cost(std::min<Money>(best_.cost, never));
        with_.crew.work(shards, [&](int, std::size_t k) {
            for (std::size_t i = 0; i < tasks; i++)
                for (const auto& child : outcomes_[i].child[k])
                    if (child.least() < best) asked[k] += layers_[count(child.left)][k].add(child);
        });
        for (std::size_t a : asked) used_ += a;
        count_scratch();
        return true;
    }

    // Whether the bound with free people refuses enough of the states it is asked about; tried again
    // now and then, as the states change from layer to layer.
    bool free_people_help() {
        for (; asked_ > 20'000; asked_ /= 2) refused_ /= 2;
        return asked_ < 2'000 || refused_ * 10 > asked_ || batches_++ % 16 == 0;
    }

    void count_scratch() {
        std::size_t bytes = 0;
        for (const auto& outcome : outcomes_)
            for (const auto& child : outcome.child) bytes += child.capacity() * sizeof(child[0]);
        if (bytes > with_.memory_bytes / 8) {
            std::vector<Outcome<Bits, Cost>>().swap(outcomes_);
            bytes = 0;
        }
        used_ += bytes - scratch_;
        scratch_ = bytes;
    }

    // A little more annealing, and a narrow search, now and then: a better order spares states.
    void look_around() {
        if (width_) return;
        if (expanded_ - began_ >= dive_at_) {
            Proof(part_, best_, with_, expanded_, std::size_t(dive_at_ / 100)).run();
            dive_at_ *= 16;
        }
        if (expanded_ - began_ >= relax_at_ && relax_people_ < all_.people) {
            // A sixteenth of the work so far for each group: the proof itself goes first.
            const Money bound = bound_by_groups(part_, relax_people_, relax_at_ / 16 + 4000, with_.crew,
                                                with_.monitor, with_.tell);
            best_.bound = std::min(best_.cost, std::max(best_.bound, bound));
            relax_at_ *= 4;
            relax_people_ += 2;
        }
        // Much of it while chance leads to ever other orders, little once it leads to the best again.
        int hits = 0;
        for (const auto& a : with_.annealers) hits += a->cost() <= best_.cost ? a->hits() : 0;
        const std::uint64_t n = std::uint64_t(all_.scenes), soon = 4000 * n * n;
        const std::uint64_t done = with_.annealers[0]->moves() - walked_;
        const std::uint64_t due = hits > 2 ? tried_ / 2 : std::min(6 * tried_, std::max(soon, 4 * tried_));
        if (done + 5000 > due) return;
        const std::uint64_t moves = due - done;
        walk(part_, best_, with_, moves);
    }

    void report() {
        Cost least = never;
        for (Cost p : pending_) least = std::min(least, p);
        if (!width_) best_.bound = std::max(best_.bound, std::min<Money>(best_.cost, least));
        with_.tell();
    }

    // Makes the order that a find stands for, by going its choices again.
    void improve(const Find<Bits, Cost>& find, bool none) {
        std::vector<Link> choices;
        if (!none)
            for (Link l = find.link;; l = links_[l.parent]) {
                choices.push_back(l);
                if (l.parent == root) break;
            }
        std::reverse(choices.begin(), choices.end());
        State_ state{first_bits<Bits>(all_.scenes), {}, 0};
        auto groups = std::make_unique<Groups_>();
        std::array<Order, Groups_::most> inside;
        Order end[2];  // what was placed at each end, outermost first
        bool turned = false;
        const auto log = [&](int i, Side side) {
            Order& o = end[side ^ int(turned)];
            if (side ^ int(turned))
                o.insert(o.end(), inside[i].rbegin(), inside[i].rend());
            else
                o.insert(o.end(), inside[i].begin(), inside[i].end());
        };
        groups->settle(all_, state, log, &inside);
        turned ^= state.turn();
        for (const Link& choice : choices) {
            groups->build(all_, state, &inside);
            for (int i = 0; i < groups->size; i++)
                if (groups->which[i] & bit<Bits>(choice.scene)) {
                    state.place(all_, groups->which[i], groups->cast[i], groups->days[i], Side(choice.side));
                    log(i, Side(choice.side));
                    break;
                }
            groups->settle(all_, state, log, &inside);
            turned ^= state.turn();
        }
        for (int i = 0; i < groups->size; i++) {
            turned = false;
            log(i, LEFT);
        }
        Order order = end[LEFT];
        order.insert(order.end(), end[RIGHT].rbegin(), end[RIGHT].rend());
        if (int(order.size()) != all_.scenes || state.waited != find.waited)
            throw std::logic_error("the search lost the order it found");
        best_.take(find.waited, order);
    }

    const Part& part_;
    const std::size_t width_;
    bool lossy_ = false;
    Cast<Bits, Cost> all_;
    Best& best_;
    Resources& with_;
    std::uint64_t& expanded_;
    const bool fast_;
    std::vector<Layer<Bits, Cost>> layers_;
    Links links_;
    std::vector<std::unique_ptr<Member<Bits, Cost>>> members_;
    std::vector<Outcome<Bits, Cost>> outcomes_;
    std::vector<Cost> pending_;  // per nested level: what its unfinished states cost at least
    std::size_t used_ = 0, scratch_ = 0;  // bytes
    std::uint64_t walked_ = 0, tried_ = 0, began_ = 0, dive_at_ = 8'000, relax_at_ = 4'000;
    std::uint64_t asked_ = 0, refused_ = 0, batches_ = 0;  // lately, of the bound with free people
    int relax_people_ = 8;
};

}  // namespace

void walk(const Part& part, Best& best, Resources& resources, std::uint64_t moves) {
    const std::uint64_t most = std::max<std::uint64_t>(1000, 2'000'000 / std::uint64_t(part.scenes));
    for (std::uint64_t done = 0; done < moves && !resources.monitor.stopped();) {
        const std::uint64_t step = std::min(moves - done, most);
        resources.crew.work(resources.annealers.size(), [&](int, std::size_t i) {
            resources.annealers[i]->walk(step, resources.monitor);
        });
        for (auto& a : resources.annealers) best.take(a->cost(), a->order());
        done += step;
        resources.tell();
    }
}

bool fits(const Part& part) { return part.scenes <= 128 && part.people <= 128; }

void prove(const Part& part, Best& best, Resources& resources, std::uint64_t& expanded) {
    const bool narrow = part.scenes <= 64 && part.people <= 64;
    if (narrow && part.most < (Money{1} << 30))
        Proof<Word, std::int32_t>(part, best, resources, expanded).run();
    else if (narrow)
        Proof<Word, std::int64_t>(part, best, resources, expanded).run();
    else
        Proof<TwoWords, std::int64_t>(part, best, resources, expanded).run();
}

}  // namespace intercut::sequence
