#include "anneal.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace intercut::sequence {

namespace {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(mix(seed + 0x9e3779b97f4a7c15ULL) | 1) {}
    std::uint32_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return std::uint32_t(state_ >> 32);
    }
    int below(int n) { return int((std::uint64_t(next()) * std::uint64_t(n)) >> 32); }
    double unit() { return (next() + 0.5) / 4294967296.0; }

private:
    std::uint64_t state_;
};

// Only the stretch between a block's old and new place changes, and within it only who is there:
// those seen before or in it and needed in or after it. So a move is priced over its stretch.
template <class Bits>
class Walker final : public Annealer {
public:
    Walker(const Part& part, std::uint64_t seed)
        : n_(part.scenes), bytes_((part.people + 7) / 8), random_(seed), days_(part.days) {
        cast_.resize(std::size_t(n_));
        for (int s = 0; s < n_; s++)
            for (int a : part.cast[s]) cast_[s] |= bit<Bits>(a);
        table_.resize(std::size_t(bytes_));
        for (int b = 0; b < bytes_; b++)
            for (int v = 1; v < 256; v++) {
                const int a = b * 8 + lowest(Word(v));
                table_[b][v] = table_[b][v & (v - 1)] + (a < part.people ? part.pay[a] : 0);
            }
        for (int s = 0; s < n_; s++) base_ += days_[s] * pay_of(cast_[s]);
        order_.resize(std::size_t(n_));
        std::iota(order_.begin(), order_.end(), 0);
        trial_ = order_;
        before_.resize(std::size_t(n_) + 1);
        after_.resize(std::size_t(n_) + 1);
        seen_.resize(std::size_t(n_) + 1);
        price_.resize(std::size_t(n_));
        current_ = refresh(0, n_ - 1);
        best_ = current_;
        best_order_ = order_;
        length_ = 300 * std::uint64_t(n_);
        left_ = 0;
    }

    void walk(std::uint64_t moves, Monitor& monitor) override {
        if (n_ < 3) {
            moves_ += moves;
            return;
        }
        for (; moves && !monitor.stopped();) {
            if (!left_) begin();
            const std::uint64_t step = std::min<std::uint64_t>({moves, left_, 256});
            const double gone = 1.0 - double(left_) / double(length_);
            const double heat = hot_ * std::pow(cold_ / hot_, gone);
            for (std::uint64_t i = 0; i < step; i++) try_move(heat);
            left_ -= step;
            moves -= step;
            moves_ += step;
            if ((moves_ & 4095) < 256) monitor.late();
        }
    }
    Money cost() const override { return best_ - base_; }
    const Order& order() const override { return best_order_; }
    std::uint64_t moves() const override { return moves_; }
    int hits() const override { return hits_; }

private:
    Money pay_of(const Bits& people) const {
        Money sum = 0;
        for (int b = 0; b < bytes_; b++) sum += table_[b][byte_at(people, b)];
        return sum;
    }

    // Sets up prices and sets for places lo..hi of `order_`; the sets outside are right.
    Money refresh(int lo, int hi) {
        for (int i = lo; i <= hi; i++) before_[i + 1] = before_[i] | cast_[order_[i]];
        Money sum = 0;
        for (int i = hi; i >= lo; i--) {
            after_[i] = after_[i + 1] | cast_[order_[i]];
            price_[i] = days_[order_[i]] * pay_of(before_[i + 1] & after_[i]);
            sum += price_[i];
        }
        return sum;
    }

    void begin() {
        if (runs_++) length_ += length_ / 2;
        hits_ += run_best_ == best_;
        left_ = length_;
        for (int i = n_ - 1; i > 0; i--) std::swap(order_[i], order_[random_.below(i + 1)]);
        current_ = refresh(0, n_ - 1);
        trial_ = order_;
        run_best_ = current_;
        keep();
        // Shares of the whole cost that gave the best orders most often, on dense and sparse boards.
        hot_ = std::max(1.0, double(current_) * 0.005);
        cold_ = std::max(0.01, double(current_) * 0.00005);
    }

    void keep() {
        run_best_ = std::min(run_best_, current_);
        if (current_ >= best_) return;
        best_ = current_;
        best_order_ = order_;
        hits_ = 0;
    }

    void try_move(double heat) {
        const int longest = std::min(n_ - 1, random_.below(3) ? 3 : n_ / 3 + 1);
        const int len = 1 + random_.below(longest);
        const int from = random_.below(n_ - len + 1), to = random_.below(n_ - len + 1);
        if (from == to) return;
        const int lo = std::min(from, to), hi = std::max(from, to) + len - 1;
        auto out = trial_.begin() + lo;
        const auto block = order_.begin() + from;
        const bool turned = len > 1 && random_.below(2);
        const auto put_block = [&] {
            out = turned ? std::reverse_copy(block, block + len, out) : std::copy(block, block + len, out);
        };
        if (to < from) {
            put_block();
            out = std::copy(order_.begin() + to, block, out);
        } else {
            out = std::copy(block + len, order_.begin() + to + len, out);
            put_block();
        }
        Money was = 0;
        Bits seen = before_[lo];
        for (int i = lo; i <= hi; i++) {
            was += price_[i];
            seen |= cast_[trial_[i]];
            seen_[i] = seen;
        }
        // Beyond this a worse price is refused whatever comes: stop adding early.
        const double most = double(was) - heat * std::log(random_.unit());
        Money now = 0;
        Bits need = after_[hi + 1];
        for (int i = hi; i >= lo; i--) {
            need |= cast_[trial_[i]];
            now += days_[trial_[i]] * pay_of(seen_[i] & need);
            if (double(now) > most) {
                std::copy(order_.begin() + lo, order_.begin() + hi + 1, trial_.begin() + lo);
                return;
            }
        }
        std::copy(trial_.begin() + lo, trial_.begin() + hi + 1, order_.begin() + lo);
        refresh(lo, hi);
        current_ += now - was;
        keep();
    }

    int n_, bytes_;
    Random random_;
    std::vector<Bits> cast_;
    std::vector<Money> days_;
    std::vector<std::array<Money, 256>> table_;
    Order order_, trial_, best_order_;
    std::vector<Bits> before_, after_, seen_;
    std::vector<Money> price_;
    Money base_ = 0, current_ = 0, best_ = 0;
    double hot_ = 1, cold_ = 1;
    Money run_best_ = -1;
    std::uint64_t length_, left_, moves_ = 0, runs_ = 0;
    int hits_ = 0;
};

}  // namespace

std::unique_ptr<Annealer> make_annealer(const Part& part, std::uint64_t seed) {
    if (part.people <= capacity<Word>) return std::make_unique<Walker<Word>>(part, seed);
    if (part.people <= capacity<TwoWords>) return std::make_unique<Walker<TwoWords>>(part, seed);
    return std::make_unique<Walker<Wide>>(part, seed);
}

}  // namespace intercut::sequence
