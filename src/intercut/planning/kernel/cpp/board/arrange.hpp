// Ways to put a strip into a unit day, take it out, or order the day anew (twin of arrange.py).
#pragma once

#include <vector>

#include "board/day.hpp"

namespace intercut::board {

// What was worked out lately, by key; a later key may push an earlier one out.
class Lately {
public:
    explicit Lately(int bits) : mask_((std::size_t(1) << bits) - 1), slots_(mask_ + 1) {}
    const Ref* find(std::uint64_t key) const {
        const One& one = slots_[key & mask_];
        return one.filled && one.key == key ? &one.day : nullptr;
    }
    const Ref& keep(std::uint64_t key, Ref day) {
        One& one = slots_[key & mask_];
        one.key = key, one.day = std::move(day), one.filled = true;
        return one.day;
    }

private:
    struct One {
        std::uint64_t key = 0;
        Ref day;
        bool filled = false;
    };
    std::size_t mask_;
    std::vector<One> slots_;
};

class Arranger {
public:
    explicit Arranger(Book& b) : book(b), p(b.p), with_(16), fresh_(14), without_(14), moved_(14) {}

    Book& book;
    const Problem& p;

    // The day with one more option in the best place; none where no order keeps the rules.
    Ref inserted(int slot, const Ref& day, int option);
    // The day without these options; none when nothing is left. May break rules.
    Ref removed(const Day& day, const Ints& options);
    // The best day found with exactly these options in any order and light; none where all break rules.
    Ref fresh(int slot, const Sequence& options);
    // How a day looks in another slot; none where it may not stand there.
    Ref moved(const Ref& day, int slot);
    // Whether an option is too much for a day even without another that leaves it (below 0: none does).
    bool too_much(const Day& day, int option, int without = -1) const;

private:
    void ranked(int unit, const Sequence& sequence, int option);
    void orders(const Sequence& options, int light);
    bool by_the_sun(int option) const {
        const int strip = p.option_strip[option];
        return p.outside[strip] && p.made[strip] != ANY_LIGHT;
    }
    Ref waiting(int slot, int light, const Sequence& order, int call);

    struct Way {
        Money cost;
        int wrap;
        Sequence order;
    };
    std::vector<Way> ways_;
    std::vector<Sequence> orders_;
    Sequence trial_, bare_;
    Lately with_, fresh_, without_, moved_;
};

}  // namespace intercut::board
