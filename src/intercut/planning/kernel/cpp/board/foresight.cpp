#include "board/foresight.hpp"

#include <algorithm>
#include <bit>

namespace intercut::board {

Foresight::Foresight(const Problem& problem) : p(problem), people_(problem), words_((problem.n_dates + 63) / 64) {
    payee_.resize(p.n_people);
    for (int who = 0; who < p.n_people; who++) {
        const Rates& r = p.rates[who];
        payee_[who] = {r.kind != UNPAID && r.kind != FLAT,
                       r.weekly < 0 && !r.guarantee && r.most_drops == 0, r.work, r.hold};
    }
    count_.assign(std::size_t(p.n_slots) * p.n_people, 0);
    on_.resize(p.n_slots);
    dates_.assign(std::size_t(words_) * p.n_people, 0);
    pay_.assign(p.n_people, 0);
    trial_.assign(words_, 0);
    seen_.assign(p.n_people, 0), head_.assign(p.n_people, -1);
}

bool Foresight::elsewhere(int who, int slot) const {
    for (int other : p.slots_on[p.slot_date[slot]])
        if (other != slot && count(other, who)) return true;
    return false;
}

// Whether somebody would work in another unit on the date of a slot.
bool Foresight::elsewhere_then(int who, int slot) const {
    for (int other : p.slots_on[p.slot_date[slot]]) {
        if (other == slot) continue;
        int strips = count(other, who);
        for (int n = head_[who]; n >= 0; n = edits_[n].next)
            if (edits_[n].slot == other) strips += edits_[n].sign;
        if (strips > 0) return true;
    }
    return false;
}

void Foresight::set(int slot, const Day* day) {
    begin();
    Ints& on = on_[slot];
    for (int who : on) {
        count(slot, who) = 0;
        if (seen_[who] != stamp_) seen_[who] = stamp_, touched_.push_back(who);
    }
    on.clear();
    if (day)
        for (const Entry& e : day->entries)
            for (int who : p.people_of[p.option_strip[e.option]]) {
                on.push_back(who);
                count(slot, who)++;
                if (seen_[who] != stamp_) seen_[who] = stamp_, touched_.push_back(who);
            }
    const int date = p.slot_date[slot];
    for (int who : touched_) {
        Word* dates = &dates_[std::size_t(words_) * who];
        Word& word = dates[date >> 6];
        const Word bit = Word(1) << (date & 63), before = word;
        const bool works = count(slot, who) || elsewhere(who, slot);
        word = works ? word | bit : word & ~bit;
        if (word != before && payee_[who].paid) pay_[who] = pay(who, dates);
    }
}

Money Foresight::pay(int who, const Word* dates) const {
    int first = -1, last = -1, worked = 0;
    for (int w = 0; w < words_; w++) {
        if (!dates[w]) continue;
        if (first < 0) first = 64 * w + std::countr_zero(dates[w]);
        last = 64 * w + 63 - std::countl_zero(dates[w]);
        worked += std::popcount(dates[w]);
    }
    if (!worked) return 0;
    const Payee& payee = payee_[who];
    const auto& company = p.company[0];
    if (payee.by_days) {
        const int kept = worked < 2 ? 0 : std::max(0, company[last] - company[first + 1] - (worked - 2));
        return worked * payee.work + kept * payee.hold;
    }
    return people_.by_dates(who, dates, worked, first, last);
}

Money Foresight::change() {
    Money change = 0;
    for (int who : touched_) {
        const Word* dates = &dates_[std::size_t(words_) * who];
        bool differs = false;
        for (int n = head_[who]; n >= 0; n = edits_[n].next) {
            const Edit& e = edits_[n];
            if (!e.sign) continue;
            const int date = p.slot_date[e.slot];
            bool works = count(e.slot, who) + e.sign > 0;
            if (p.n_units > 1 && !works) works = elsewhere_then(who, e.slot);
            const Word bit = Word(1) << (date & 63);
            if (!differs) {
                if (((dates[date >> 6] & bit) != 0) == works) continue;
                std::copy(dates, dates + words_, trial_.begin()), differs = true;
            }
            trial_[date >> 6] = works ? trial_[date >> 6] | bit : trial_[date >> 6] & ~bit;
        }
        if (differs) change += pay(who, trial_.data()) - pay_[who];
    }
    return change;
}

}  // namespace intercut::board
