// Unit days priced by themselves: clock, calls, what they break, what they cost (twin of clock.py, day.py, dayrules.py).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "board/problem.hpp"

namespace intercut::board {

// An option in shooting order; below 0 a banner: -1-n the n-th of the problem, or a wait (see wait_of).
using Sequence = std::vector<int>;

// However soft the rules are, a unit day is not planned longer than this, from call to wrap.
constexpr int longest_ever = 1440;

constexpr int first_wait = -(1 << 20);
inline int wait_of(int minutes) { return first_wait - minutes; }
inline bool is_wait(int item) { return item <= first_wait; }

struct Entry {
    int option, arrive, start, end;
};

// Somebody's call: instants, bases and places of the first and the last thing to do, a child's minutes of work.
struct Stay {
    int person, begin, end, first_base, last_base, work, first_place, last_place;
    bool operator==(const Stay&) const = default;
};

class Book;

struct Day {
    int refs = 0;
    Book* home = nullptr;
    int slot = 0, unit = 0, date = 0, light = 0, call = 0;
    Sequence sequence;
    std::vector<Entry> entries;
    Ints visits;
    int hard = 0;
    Money cost = 0;
    std::vector<Stay> who;  // by person
    int base = -1, zero = 0, wrap = 0, work = 0, eighths = 0;
    Ints elements;  // rising
    bool weather = false;
    std::uint64_t hash = 0;
};

// A counted reference within one thread.
class Ref {
public:
    Ref() = default;
    explicit Ref(Day* day) : day_(day) { if (day_) day_->refs++; }
    Ref(const Ref& o) : Ref(o.day_) {}
    Ref(Ref&& o) noexcept : day_(o.day_) { o.day_ = nullptr; }
    Ref& operator=(Ref o) noexcept { std::swap(day_, o.day_); return *this; }
    ~Ref() { release(); }
    Day* operator->() const { return day_; }
    Day& operator*() const { return *day_; }
    Day* get() const { return day_; }
    explicit operator bool() const { return day_ != nullptr; }
    bool operator==(const Ref& o) const { return day_ == o.day_; }

private:
    void release();
    Day* day_ = nullptr;
};

// Calls that keep one rule; price below 0: it must be kept.
struct Window {
    int first, count;
    Money price;
};

std::uint64_t hash_of(std::uint64_t seed, const Sequence& sequence);
std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

// Works days out, for one thread; days given back are used again.
class Book {
public:
    explicit Book(const Problem& problem);
    Book(const Book&) = delete;

    const Problem& p;

    Ref day(int slot, int light, int call, const Sequence& sequence);
    // The day at its best call: legal and nearest to `near` (below -5000: to the usual call).
    Ref best(int slot, int light, const Sequence& sequence, int near = -9999);
    // The same where it breaks nothing, else none.
    Ref legal(int slot, int light, const Sequence& sequence, int near = -9999);
    // Rules broken by an order of shooting whatever the date.
    int order_breaks(int unit, const Sequence& sequence);
    // Rules broken on that date in that light whatever the call.
    int frame_breaks(int slot, int light, const Sequence& sequence);
    // Spans of legal calls of the last day looked at by `frame_breaks`, `best` or `legal`.
    const std::vector<Span>& calls() const { return calls_; }
    int usual_call(int slot, int light) const;
    // Minutes to wait for the light, below 0 where waiting does not help.
    int too_early(int option, int light, int date, int start, int end);
    // Minutes from call to wrap, moves, money of moves and openings: the cheap part of the clock.
    void length(int unit, const Sequence& sequence, int& wrap, int& moves, Money& cost) const;
    const std::vector<Entry>& entries() const { return entries_; }

    void give_back(Day* day) { free_.push_back(day); }
    ~Book();

private:
    Day* fresh();
    void clock(int unit, const Sequence& sequence);
    void of_clock(int unit, const Sequence& sequence);
    void of_date(int slot, int light, const Sequence& sequence);
    void frame(int slot, int light, const Sequence& sequence);
    void legal_calls(int slot, int light);
    void at_call(int slot, int light, int call, int& hard, Money& cost) const;
    void bind(Tally& tally, Rule rule, const std::vector<Span>& spans, int begin, int end);
    void light_of(Tally& tally, int option, int light, int date, int start, int end);
    int aim(int slot, int light, int near) const;
    Ref finish(int slot, int light, int call, const Sequence& sequence);

    std::vector<Day*> free_;
    std::vector<std::unique_ptr<Day>> all_;

    // the clock last worked out
    std::vector<Entry> entries_;
    Ints visits_, meals_, people_;
    struct Seen { int stamp = 0, first, last, first_place, last_place, work; };
    std::vector<Seen> seen_;
    int stamp_ = 0;
    int wrap_ = 0, moves_ = 0, eighths_ = 0, work_ = 0;
    Money move_cost_ = 0;
    int hard_ = 0;
    Money cost_ = 0;
    std::vector<Span> spans_, calls_, other_;
    std::vector<Window> windows_;
    std::vector<std::pair<int, Money>> met_;
};

inline void Ref::release() {
    if (day_ && --day_->refs == 0) day_->home->give_back(day_);
}

}  // namespace intercut::board
