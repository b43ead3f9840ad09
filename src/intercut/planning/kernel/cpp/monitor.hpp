// How a running search is watched and stopped.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <limits>

#include "instance.hpp"

namespace intercut::sequence {

// What is known at a moment. The bound is proved; without one it is the days people work.
struct Standing {
    Money cost, bound;
    double seconds;
    std::uint64_t expanded;
};

// Asked from the calling thread only, every few milliseconds; all threads read `stopped`.
class Monitor {
public:
    using Watch = std::function<bool(const Standing&)>;  // false: stop now

    Monitor(double limit_seconds, Watch watch)
        : start_(Clock::now()), limit_(limit_seconds), watch_(std::move(watch)) {}
    // For a part of the work: ends with the whole, has no watcher of its own.
    explicit Monitor(Monitor& whole)
        : start_(Clock::now()), limit_(std::numeric_limits<double>::infinity()), whole_(&whole) {}

    bool stopped() const {
        return stopped_.load(std::memory_order_relaxed) || (whole_ && whole_->stopped());
    }
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    void stop() { stopped_.store(true, std::memory_order_relaxed); }

    // Safe to call often, and from any thread: it looks at the clock only.
    bool late() {
        if (!stopped() && (whole_ ? whole_->late() : seconds() >= limit_)) stop();
        return stopped();
    }

    // From the calling thread: tells the watcher how things stand, at most 50 times a second.
    bool tick(Money cost, Money bound, std::uint64_t expanded, bool now = false) {
        const double t = seconds();
        if (t >= limit_) stop();
        if (watch_ && (now || t - told_ > 0.02)) {
            told_ = t;
            if (!watch_({cost, bound, t, expanded})) stop();
        }
        return !stopped();
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_;
    double limit_, told_ = 0;
    Watch watch_;
    Monitor* whole_ = nullptr;
    std::atomic<bool> stopped_{false};
};

}  // namespace intercut::sequence
