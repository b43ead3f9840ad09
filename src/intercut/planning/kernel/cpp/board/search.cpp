#include "board/search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <memory>
#include <thread>

namespace intercut::board {

namespace {

using Clock = std::chrono::steady_clock;

// temperature at the start and at the end, as a share of what a shooting day costs
constexpr double hot_share = 0.05, cold_share = 0.0009, ruin_share = 0.012, rested_share = 0.06,
                 shorten_share = 0.15, placing_share = 0.1, squeeze_share = 0.2;
constexpr int most_for_room = 20;      // with more strips left over the walk itself is the better way to place them
constexpr int round_of_room = 500;     // what a round of making room counts for among iterations
constexpr int short_film = 40;         // up to so many strips there is time to be heated up again, more each second time
constexpr int rounds_of_short = 4;
constexpr double hotter = 5.0;
constexpr double meeting_share = 0.125;  // of the allowance, between two exchanges of what was found

struct Shared {
    Shared(const Problem& problem, const Limits& asked) : p(problem), limits(asked) {}

    const Problem& p;
    const Limits& limits;
    Clock::time_point began = Clock::now();
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::condition_variable ended;
    int running = 0;
    Standing best{1 << 30, 0, 0, 0};
    Board told;
    bool improved = false;
    std::vector<long long> iterations;
    std::exception_ptr broken;

    // a barrier at which plans are exchanged
    std::condition_variable met;
    int waiting = 0, generation = 0, working = 0;
    std::vector<Board> boards;
    std::vector<Standing> standings;

    double seconds() const { return std::chrono::duration<double>(Clock::now() - began).count(); }
    double spent(long long done) const {
        double share = 0;
        if (limits.iterations >= 0) share = double(done) / double(std::max(1LL, limits.iterations));
        if (limits.seconds >= 0) share = std::max(share, seconds() / std::max(limits.seconds, 1e-9));
        return std::min(1.0, share);
    }
    bool over(long long done) const {
        if (stop.load(std::memory_order_relaxed)) return true;
        if (limits.iterations >= 0 && done >= limits.iterations) return true;
        return limits.seconds >= 0 && done % 16 == 0 && seconds() >= limits.seconds;
    }
    void better(const Standing& now, Board board) {
        const std::lock_guard lock(mutex);
        if (now < best) best = now, told = std::move(board), improved = true;
    }
    // All threads meet here; each leaves with the number of the best plan.
    int exchange(int me, const Board* board, const Standing& standing) {
        std::unique_lock lock(mutex);
        if (board) boards[me] = *board, standings[me] = standing;
        const int mine = generation;
        if (++waiting >= working) {
            waiting = 0, generation++;
            met.notify_all();
        } else {
            met.wait(lock, [&] { return generation != mine; });
        }
        return int(std::min_element(standings.begin(), standings.end()) - standings.begin());
    }
    void leave() {
        const std::lock_guard lock(mutex);
        working--;
        if (working > 0 && waiting >= working) {
            waiting = 0, generation++;
            met.notify_all();
        }
    }
};

class Annealer {
public:
    Annealer(Shared& shared, int me, const Board& start)
        : shared_(shared), me_(me), p(shared.p), walk_(shared.p, shared.limits.seed * 1000003 + std::uint64_t(me)) {
        walk_.fill(start);
        best_ = walk_.keep();
        best_standing_ = walk_.state.standing();
        Money eighths = 0;
        for (int e : p.eighths) eighths += e;
        scale_ = std::max<Money>(1, best_standing_.cost);
        weight_ = std::max<Money>(1, scale_ / std::max<Money>(1, eighths)) * 20;
    }

    void run() {
        tell(true);
        place_all();
        const std::size_t days = std::max<std::size_t>(1, walk_.board().days.size());
        const double hot = hot_share * double(scale_) / double(days), cold = cold_share * double(scale_) / double(days);
        double temperature = hot;
        Money energy = energy_of(walk_.state);
        Money best_energy = energy;
        Changes changes;
        double next = meeting_share;
        while (!shared_.over(done_)) {
            done_++;
            if (done_ % 64 == 1) {
                temperature = cooled(hot, cold, shared_.spent(done_));
                shared_.iterations[me_] = done_;
                tell(false);
            }
            const double draw = walk_.chance.share();
            const bool squeezing = !walk_.state.left().empty() && draw > 1 - squeeze_share;
            if (squeezing || draw < ruin_share || (p.n_choices && draw < ruin_share * 1.5)) {
                const Kept before = walk_.keep();
                const bool changed = squeezing ? walk_.squeeze() : draw < ruin_share ? walk_.ruin() : walk_.flip_mode();
                const Money now = changed ? energy_of(walk_.state) : energy;
                if (!changed || (now > energy && !accepts(now - energy, temperature))) {
                    walk_.restore(before);
                } else {
                    energy = now;
                }
            } else {
                changes.clear();
                const Money most = threshold(temperature);
                walk_.expect(bringing() ? Walk::any_cost : most);
                if (step(changes, draw)) {
                    Value value = walk_.state.price_legal(changes);
                    if (value.hard <= 0) walk_.learn(value.cost);
                    if (value.hard > 0 && value.hard <= value.soon && draw > 1 - rested_share) walk_.rested(changes, value);
                    if (value.hard <= 0 && (bringing_ || value.cost <= most)) {
                        walk_.state.apply(changes);
                        energy = bringing_ ? energy_of(walk_.state) : energy + value.cost + 10 * weight_ * value.hard;
                    }
                }
            }
            if (energy < best_energy) {
                best_energy = energy;
                best_ = walk_.keep();
                best_standing_ = walk_.state.standing();
                untold_ = true;
            }
            if (done_ % 64 == 0 && shared_.limits.threads > 1 && shared_.spent(done_) >= next) {
                next += meeting_share;
                meet(energy, best_energy);
            }
        }
        shared_.iterations[me_] = done_;
        tell(true);
    }

    Board best() {
        walk_.restore(best_);
        return walk_.board();
    }
    const Standing& standing() const { return best_standing_; }

private:
    Money energy_of(const State& state) const {
        const Standing now = state.standing();
        return now.cost + weight_ * (8 * Money(now.eighths) + now.strips) + 10 * weight_ * now.hard;
    }
    double cooled(double hot, double cold, double spent) const {
        if (p.n_strips > short_film) return hot * std::pow(cold / hot, spent);
        const double at = std::min(spent, 1.0) * rounds_of_short;
        const double peak = int(at) % 2 ? hot * hotter : hot;
        return peak * std::pow(cold / peak, at - std::floor(at));
    }
    bool accepts(Money worse, double temperature) {
        return walk_.chance.share() < std::exp(-double(worse) / std::max(temperature, 1e-9));
    }
    // What a change may cost at most: the rule of Metropolis, chance drawn before the change.
    Money threshold(double temperature) {
        return Money(-std::log(1.0 - walk_.chance.share()) * std::max(temperature, 1e-9));
    }
    bool bringing() { return bringing_ = !walk_.state.left().empty() && walk_.chance.happens(0.2); }
    void meet(Money& energy, Money& best_energy) {
        const Kept now = walk_.keep();
        walk_.restore(best_);
        const Board mine = walk_.board();
        const int best = shared_.exchange(me_, &mine, best_standing_);
        Board theirs;
        Standing standing;
        {
            const std::lock_guard lock(shared_.mutex);
            theirs = shared_.boards[best], standing = shared_.standings[best];
        }
        shared_.exchange(me_, nullptr, best_standing_);  // nobody writes before all have read
        if (best == me_ || !(standing < best_standing_)) {
            walk_.restore(now);
            return;
        }
        walk_.fill(theirs);
        best_ = walk_.keep(), best_standing_ = standing;
        energy = best_energy = energy_of(walk_.state);
    }
    bool step(Changes& changes, double draw) {
        if (bringing_) return walk_.bring_in(changes);
        if (p.n_events && draw > 0.97) return walk_.move_event(changes);
        if (walk_.chance.happens(shorten_share)) return walk_.shorten(changes);
        const double pick = walk_.chance.share();
        if (pick < 0.34) return walk_.relocate(changes);
        if (pick < 0.44) return walk_.exchange(changes);
        if (pick < 0.49) return walk_.chain(changes);
        if (pick < 0.58) return walk_.reorder(changes);
        if (pick < 0.60) return walk_.relight(changes);
        if (pick < 0.77) return walk_.swap_days(changes);
        if (pick < 0.83) return walk_.shift_days(changes);
        if (pick < 0.85) return walk_.reverse_days(changes);
        if (pick < 0.95) return walk_.merge_place(changes);
        return walk_.follow_person(changes);
    }
    // Let the watcher have the best plan, ten times a second at most.
    void tell(bool at_once) {
        if (!untold_) return;
        const double now = shared_.seconds();
        if (!at_once && now - told_at_ < 0.1) return;
        told_at_ = now, untold_ = false;
        shared_.better(best_standing_, walk_.board_of(best_));
    }
    // Make room for strips that found no place, for part of the allowance.
    void place_all() {
        if (walk_.state.left().empty() || int(walk_.state.left().size()) > most_for_room) return;
        const long long begun = done_;
        const int rounds = walk_.place_all([&](int rounds) {
            const long long now = begun + (long long)(rounds)*round_of_room;
            return shared_.over(now / 16 * 16) || shared_.spent(now) > placing_share;
        });
        done_ = begun + (long long)(rounds)*round_of_room;
        const Standing now = walk_.state.standing();
        if (now < best_standing_) {
            best_ = walk_.keep(), best_standing_ = now;
            untold_ = true;
        } else {
            walk_.restore(best_);
        }
    }

    Shared& shared_;
    int me_;
    const Problem& p;
    Walk walk_;
    Kept best_;
    Standing best_standing_;
    Money weight_ = 1, scale_ = 1;
    long long done_ = 0;
    bool bringing_ = false, untold_ = true;
    double told_at_ = -1;
};

}  // namespace

Found search(const Problem& problem, const Board& start, const Limits& limits, const std::function<bool(const Told&)>& watch) {
    Shared shared(problem, limits);
    const int threads = std::max(1, limits.threads);
    shared.iterations.assign(threads, 0);
    shared.boards.resize(threads), shared.standings.assign(threads, {1 << 30, 0, 0, 0});
    shared.running = shared.working = threads;
    std::vector<Found> found(threads);
    std::vector<std::thread> crew;
    for (int n = 0; n < threads; n++)
        crew.emplace_back([&, n] {
            try {
                Annealer annealer(shared, n, start);
                annealer.run();
                shared.leave();
                found[n] = {annealer.best(), annealer.standing(), shared.iterations[n]};
            } catch (...) {
                shared.stop = true;
                shared.leave();
                const std::lock_guard lock(shared.mutex);
                shared.broken = std::current_exception();
            }
            const std::lock_guard lock(shared.mutex);
            shared.running--;
            shared.ended.notify_all();
        });
    {
        std::unique_lock lock(shared.mutex);
        while (shared.running > 0) {
            shared.ended.wait_for(lock, std::chrono::milliseconds(shared.improved ? 20 : 50));
            const Board board = shared.improved ? std::move(shared.told) : Board();
            const Told told{shared.best, *std::max_element(shared.iterations.begin(), shared.iterations.end()),
                            shared.improved ? &board : nullptr};
            shared.improved = false;
            lock.unlock();
            bool on = true;
            try {
                on = watch(told);
            } catch (...) {
                on = false;
                lock.lock();
                shared.broken = std::current_exception();
                lock.unlock();
            }
            if (!on) shared.stop = true;
            lock.lock();
        }
    }
    for (auto& one : crew) one.join();
    if (shared.broken) std::rethrow_exception(shared.broken);
    int best = 0;
    long long iterations = 0;
    for (int n = 0; n < threads; n++) {
        if (found[n].standing < found[best].standing) best = n;
        iterations = std::max(iterations, found[n].iterations);
    }
    found[best].iterations = iterations;
    return found[best];
}

}  // namespace intercut::board
