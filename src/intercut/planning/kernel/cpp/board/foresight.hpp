// What a change would do to pay, from nothing but who works on which dates: a guess that is right where nobody
// travels, quick enough to be made before days are worked out.
#pragma once

#include <cstdint>
#include <vector>

#include "board/day.hpp"
#include "board/people.hpp"

namespace intercut::board {

class Foresight {
public:
    explicit Foresight(const Problem& problem);

    // The unit day that stands in a slot from now on.
    void set(int slot, const Day* day);

    // A change that is thought of: strips or whole days come to a slot (sign 1) or leave it (-1).
    void begin() { touched_.clear(), edits_.clear(), stamp_++; }
    void strip(int strip, int slot, int sign) {
        for (int who : p.people_of[strip]) edit(who, slot, sign);
    }
    void strips_of(int from, int slot, int sign) {
        for (int who : on_[from]) edit(who, slot, sign);
    }
    // By how much pay would change.
    Money change();

private:
    using Word = std::uint64_t;
    struct Edit { int slot, sign, next; };
    // A person's terms, as far as dates alone decide; unpaid people are left out.
    struct Payee {
        bool paid = false, by_days = false;
        Money work = 0, hold = 0;
    };
    void edit(int who, int slot, int sign) {
        if (!payee_[who].paid) return;
        if (seen_[who] != stamp_) seen_[who] = stamp_, head_[who] = -1, touched_.push_back(who);
        for (int n = head_[who]; n >= 0; n = edits_[n].next)
            if (edits_[n].slot == slot) {
                edits_[n].sign += sign;
                return;
            }
        edits_.push_back({slot, sign, head_[who]});
        head_[who] = int(edits_.size()) - 1;
    }
    Money pay(int who, const Word* dates) const;
    bool elsewhere(int who, int slot) const;
    bool elsewhere_then(int who, int slot) const;
    std::uint16_t& count(int slot, int who) { return count_[std::size_t(slot) * p.n_people + who]; }
    std::uint16_t count(int slot, int who) const { return count_[std::size_t(slot) * p.n_people + who]; }

    const Problem& p;
    People people_;
    int words_;
    std::vector<Payee> payee_;
    std::vector<std::uint16_t> count_;  // strips of a person in a slot
    Rows on_;                           // people in a slot, once for each strip
    std::vector<Word> dates_;           // per person a row of dates worked
    Amounts pay_;
    std::vector<Word> trial_;
    std::vector<Edit> edits_;
    Ints touched_, seen_, head_;
    int stamp_ = 0;
};

}  // namespace intercut::board
