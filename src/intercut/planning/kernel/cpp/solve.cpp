#include "solve.hpp"

#include <algorithm>
#include <new>
#include <numeric>

#include "relax.hpp"

namespace intercut::sequence {

namespace {

class Solving {
public:
    Solving(const Instance& instance, const Settings& settings, Monitor& monitor)
        : instance_(instance), settings_(settings), monitor_(monitor), crew_(settings.threads),
          reduced_(reduce(instance)), worked_(instance.worked()), best_(reduced_.parts.size()),
          annealers_(reduced_.parts.size()) {
        for (std::size_t p = 0; p < best_.size(); p++) {
            const Part& part = reduced_.parts[p];
            for (int i = 0; i < crew_.size(); i++)
                annealers_[p].push_back(make_annealer(part, settings.seed * 1009 + std::uint64_t(i)));
            exact_ &= fits(part);
            best_[p].take(annealers_[p][0]->cost(), annealers_[p][0]->order());
        }
    }

    Answer run() {
        for (std::size_t p = 0; p < best_.size(); p++) {
            const std::uint64_t n = std::uint64_t(reduced_.parts[p].scenes);
            walk(p, std::min<std::uint64_t>(40 * n * n, 400'000));
        }
        for (std::size_t p = 0; p < best_.size() && !monitor_.stopped(); p++) prove_part(p);
        for (bool more = true; more && !monitor_.stopped();) {
            more = false;
            for (std::size_t p = 0; p < best_.size() && !monitor_.stopped(); p++) {
                if (best_[p].proved) continue;
                walk(p, 200'000);
                if (more_people_ < reduced_.parts[p].people && more_people_ <= 24) relax(p);
                more = true;
            }
            more_people_ += 2;
        }
        tell(true);
        return answer();
    }

private:
    Resources resources(std::size_t p) {
        return {crew_, monitor_, settings_.memory_bytes, annealers_[p], [this] { tell(false); }, ~0ull,
                settings_.portable};
    }

    void walk(std::size_t p, std::uint64_t moves) {
        Resources with = resources(p);
        sequence::walk(reduced_.parts[p], best_[p], with, moves);
    }

    void relax(std::size_t p) {
        const Money bound =
            bound_by_groups(reduced_.parts[p], more_people_, 20'000, crew_, monitor_, [this] { tell(false); });
        best_[p].bound = std::min(best_[p].cost, std::max(best_[p].bound, bound));
    }

    void prove_part(std::size_t p) {
        const Part& part = reduced_.parts[p];
        if (!fits(part)) return;
        Resources with = resources(p);
        try {
            prove(part, best_[p], with, expanded_);
        } catch (const std::bad_alloc&) {
            // The machine has less memory than the limit allows: what was found stays true.
        }
    }

    void tell(bool now) {
        Money cost = worked_, bound = worked_;
        for (const Best& b : best_) {
            cost += b.cost;
            bound += std::min(b.bound, b.cost);
        }
        monitor_.tick(cost, bound, expanded_, now);
    }

    Answer answer() const {
        Answer a;
        a.bound = worked_;
        a.optimal = true;
        for (std::size_t p = 0; p < best_.size(); p++) {
            for (int s : best_[p].order)
                a.order.insert(a.order.end(), reduced_.parts[p].run[s].begin(), reduced_.parts[p].run[s].end());
            a.bound += best_[p].bound;
            a.optimal &= best_[p].proved;
        }
        a.order.insert(a.order.end(), reduced_.anywhere.begin(), reduced_.anywhere.end());
        a.cost = instance_.cost(a.order);
        Order given(std::size_t(instance_.scenes));
        std::iota(given.begin(), given.end(), 0);
        if (const Money c = instance_.cost(given); c < a.cost) {
            a.cost = c;
            a.order = given;
        }
        a.exact = exact_;
        a.expanded = expanded_;
        a.seconds = monitor_.seconds();
        return a;
    }

    const Instance& instance_;
    const Settings& settings_;
    Monitor& monitor_;
    Crew crew_;
    Reduced reduced_;
    Money worked_;
    std::vector<Best> best_;
    std::vector<std::vector<std::unique_ptr<Annealer>>> annealers_;
    std::uint64_t expanded_ = 0;
    bool exact_ = true;
    int more_people_ = 8;  // put in order together when a part is too large for the proof
};

}  // namespace

Answer solve(const Instance& instance, const Settings& settings, Monitor& monitor) {
    return Solving(instance, settings, monitor).run();
}

}  // namespace intercut::sequence
