// A few threads that take numbered tasks together and wait for each other.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace intercut::sequence {

class Crew {
public:
    explicit Crew(int size) {
        for (int i = 1; i < size; i++) threads_.emplace_back([this, i] { serve(i); });
    }
    ~Crew() {
        {
            std::lock_guard lock(mutex_);
            closing_ = true;
        }
        wake_.notify_all();
        for (auto& t : threads_) t.join();
    }
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    int size() const { return int(threads_.size()) + 1; }

    // Calls job(member, task) once for every task; the caller is member 0. The first exception of
    // any member is thrown again here, after all have stopped. While the caller has nothing to do
    // but wait for the others, it calls `meanwhile` every few milliseconds.
    void work(std::size_t tasks, const std::function<void(int, std::size_t)>& job,
              const std::function<void()>& meanwhile = {}) {
        next_.store(0, std::memory_order_relaxed);
        if (threads_.empty() || tasks < 2) {
            for (std::size_t i = 0; i < tasks; i++) job(0, i);
            return;
        }
        {
            std::lock_guard lock(mutex_);
            job_ = &job;
            tasks_ = tasks;
            busy_ = int(threads_.size());
            round_++;
        }
        wake_.notify_all();
        take(0);
        std::unique_lock lock(mutex_);
        const auto done = [this] { return busy_ == 0; };
        if (!meanwhile) done_.wait(lock, done);
        while (!done_.wait_for(lock, std::chrono::milliseconds(5), done)) {
            lock.unlock();
            meanwhile();
            lock.lock();
        }
        job_ = nullptr;
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

private:
    void take(int member) {
        try {
            for (std::size_t i; (i = next_.fetch_add(1, std::memory_order_relaxed)) < tasks_;)
                (*job_)(member, i);
        } catch (...) {
            next_.store(tasks_, std::memory_order_relaxed);
            std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
        }
    }

    void serve(int member) {
        std::unique_lock lock(mutex_);
        for (std::uint64_t seen = 0;;) {
            wake_.wait(lock, [&] { return closing_ || round_ != seen; });
            if (closing_) return;
            seen = round_;
            lock.unlock();
            take(member);
            lock.lock();
            if (--busy_ == 0) done_.notify_one();
        }
    }

    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable wake_, done_;
    const std::function<void(int, std::size_t)>* job_ = nullptr;
    std::atomic<std::size_t> next_{0};
    std::size_t tasks_ = 0;
    std::uint64_t round_ = 0;
    int busy_ = 0;
    bool closing_ = false;
    std::exception_ptr failure_;
};

}  // namespace intercut::sequence
