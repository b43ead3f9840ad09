#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

#include "board/people.hpp"

namespace intercut::board {

namespace {

constexpr int nowhen = std::numeric_limits<int>::min();

Money shared(Money amount, Money days) { return amount >= 0 ? (amount + days - 1) / days : -(-amount / days); }

}  // namespace

People::Stretch People::stretch(const Rates& r, int worked, int held) const {
    if (r.kind == UNPAID || r.kind == FLAT) return {0, 0};
    const Money in_days = worked * r.work + held * r.hold;
    Money pay = in_days, weeks_pay = 0;
    if (r.weekly >= 0) {
        const int days = worked + (r.hold_in_week ? held : 0);
        int weeks = days / r.week_days;
        const int rest = days % r.week_days;
        Money part = 0;
        if (r.kind == DAILY && !weeks)
            weeks = 1;
        else
            part = std::min(r.weekly, shared(r.weekly * rest, r.week_days));
        const Money in_weeks = weeks * r.weekly + part;
        const Money all = in_weeks + (r.hold_in_week ? 0 : held * r.hold);
        if (r.kind != DAILY || in_days > all) pay = all, weeks_pay = in_weeks;
    }
    if (!r.guarantee) return {pay, 0};
    if (r.kind == DAILY) return {pay, worked + (r.hold_is_paid ? held : 0)};
    return {pay, weeks_pay};
}

Money People::top_up(const Rates& r, Money measure) {
    const Money lacking = std::max<Money>(0, guaranteed(r) - measure);
    return r.kind == DAILY ? lacking * r.work : lacking;
}

// Somebody who works in one place only: the dates alone decide, one drop at most.
Money People::by_dates(int person, const Calls& calls) const {
    const Rates& r = p.rates[person];
    if (calls.empty()) return 0;
    if (r.kind == UNPAID || r.kind == FLAT) return r.flat;
    int worked = 0, before = -1;
    for (const Call& c : calls) worked += c.date != before, before = c.date;
    const int first = calls.front().date;
    // company days strictly between first and last that are not worked
    int kept = 0;
    before = first;
    for (const Call& c : calls)
        if (c.date != before) kept += held(0, before, c.date), before = c.date;
    const Stretch whole = stretch(r, worked, kept);
    Money best = whole.pay + top_up(r, whole.measure);
    if (r.most_drops == 0 || !kept) return best;
    const int least = std::max(1, r.drop_gap);
    int done = 1, held_before = 0;
    before = first;
    for (const Call& c : calls) {
        if (c.date == before) continue;
        const int holds = held(0, before, c.date);
        if (c.date - before > least) {
            const Stretch one = stretch(r, done, held_before);
            const Stretch two = stretch(r, worked - done, kept - held_before - holds);
            best = std::min(best, one.pay + two.pay + top_up(r, one.measure + two.measure));
        }
        held_before += holds;
        before = c.date;
        done++;
    }
    return best;
}

Money People::by_dates(int person, const std::uint64_t* dates, int worked, int first, int last) const {
    const Rates& r = p.rates[person];
    if (r.kind == UNPAID || r.kind == FLAT) return r.flat;
    const auto& company = p.company[0];
    const int kept = worked < 2 ? 0 : std::max(0, company[last] - company[first + 1] - (worked - 2));
    const Stretch whole = stretch(r, worked, kept);
    Money best = whole.pay + top_up(r, whole.measure);
    if (r.most_drops == 0 || !kept) return best;
    const int least = std::max(1, r.drop_gap);
    int done = 0, held_before = 0, before = first;
    for (int w = first >> 6; w <= last >> 6; w++)
        for (std::uint64_t word = dates[w]; word; word &= word - 1) {
            const int date = 64 * w + std::countr_zero(word);
            if (const int gap = date - before; gap > 1) {
                const int holds = company[date] - company[before + 1];
                if (gap > least && holds) {
                    const Stretch one = stretch(r, done, held_before);
                    const Stretch two = stretch(r, worked - done, kept - held_before - holds);
                    best = std::min(best, one.pay + two.pay + top_up(r, one.measure + two.measure));
                }
                held_before += holds;
            }
            before = date, done++;
        }
    return best;
}

Money People::beside(int person, const Calls& calls) const {
    Money cost = 0;
    const Money idle = p.idle_price[person], told = p.told_price[person];
    if (!idle && !told) return 0;
    if (idle && !calls.empty()) {
        int before = calls.front().date, between = 0;
        for (const Call& c : calls)
            if (c.date != before) {
                if (c.date - before > 1) between += p.open_days[c.date] - p.open_days[before + 1];
                before = c.date;
            }
        cost += idle * between;
    }
    if (told) {
        const Ints& said = p.told[person];
        std::size_t n = 0;
        int other = 0, before = nowhen;
        for (const Call& c : calls) {
            if (c.date == before) continue;
            before = c.date;
            while (n < said.size() && said[n] < c.date) n++, other++;
            if (n < said.size() && said[n] == c.date)
                n++;
            else
                other++;
        }
        other += int(said.size() - n);
        cost += told * (other + p.told_beyond[person]);
    }
    return cost;
}

Value People::pay(int person, const Calls& calls, Journeys& journeys) {
    journeys.clear();
    Value value;
    bool simple = p.plain[person] != 0;
    if (simple) {
        int home = p.home[person];
        for (const Call& c : calls) {
            if (home < 0) home = c.first_base;
            if (c.first_base != home || c.last_base != home) {
                simple = false;
                break;
            }
        }
    }
    if (simple) {
        value.cost = by_dates(person, calls);
    } else if (!calls.empty()) {
        const Known& known = remembered(person, calls);
        value = known.value, journeys = known.journeys;
    }
    value.cost += beside(person, calls);
    return value;
}

// ---------------------------------------------------------------------------------------- the judge's engagement

bool People::busy(int date) const { return std::binary_search(busy_.begin(), busy_.end(), date); }

People::Leg People::leg(int date, int start, int end, int after) const {
    const int at = std::clamp(date + 2, 0, int(p.open_on[person_].size()) - 1);
    const bool called = busy(date);
    const bool against = (after != nowhen && date <= after) || called || !p.open_on[person_][at];
    return {date, start, end, against, !called};
}

void People::walk(Legs& legs, int where, int at, std::size_t first, std::size_t last, bool visit, bool back) const {
    const auto leaves = [&](int from) { return home_ >= 0 && from >= 0 && from != home_; };
    const bool any = first < last;
    const bool goes_home = (visit && any && !stops_[first].travel) || (back && !any);
    if (goes_home && at != nowhen && leaves(where)) {
        legs.push_back(leg(at + 1, where, home_, at));
        where = home_, at = at + 1;
    }
    for (std::size_t n = first; n < last; n++) {
        const Stop& stop = stops_[n];
        if (stop.travel) {
            bool together = false;
            for (const Stop& s : stops_) together |= s.date == stop.date && !s.travel;
            const bool worked = std::binary_search(work_.begin(), work_.end(), stop.date);
            legs.push_back({stop.date, where, stop.arrive, together, !together && !worked});
        } else if (where != -1 && where != stop.arrive && stop.date != at) {
            legs.push_back(leg(stop.date - 1, where, stop.arrive, at));
        }
        where = stop.leave, at = stop.date;
    }
    if (back && any && at != nowhen && leaves(where)) legs.push_back(leg(at + 1, where, home_, at));
}

int People::days_of(const Legs& legs) {
    int count = 0;
    for (std::size_t n = 0; n < legs.size(); n++) {
        if (!legs[n].counts) continue;
        bool seen = false;
        for (std::size_t k = 0; k < n; k++) seen |= legs[k].counts && legs[k].date == legs[n].date;
        count += !seen;
    }
    return count;
}

const People::Known& People::remembered(int person, const Calls& calls) {
    std::uint64_t key = std::uint64_t(person) + 1;
    for (const Call& c : calls) {
        const int unit = c.slot >= 0 ? p.slot_unit[c.slot] : c.slot;
        const std::uint64_t word = (std::uint64_t(std::uint32_t(c.date)) << 40) ^ (std::uint64_t(std::uint32_t(unit)) << 20) ^
                                   (std::uint64_t(std::uint32_t(c.first_base)) << 10) ^ std::uint32_t(c.last_base);
        key = (key ^ word) * 0x9E3779B97F4A7C15ull;
        key ^= key >> 31;
    }
    key |= 1;
    Known& known = known_[(key >> 20) & (known_.size() - 1)];
    if (known.key != key) {
        known.value = engaged(person, calls, known.journeys);
        known.key = key;
    }
    return known;
}

Value People::engaged(int person, const Calls& calls, Journeys& journeys) {
    const Rates& r = p.rates[person];
    person_ = person, home_ = p.home[person];
    journeys.clear();
    busy_.clear(), others_.clear(), work_.clear(), units_.clear(), stops_.clear(), gaps_.clear();
    int one_base = home_;
    moves_ = false;
    for (const Call& c : calls) {
        if (busy_.empty() || busy_.back() != c.date) busy_.push_back(c.date);
        const bool travel = c.slot < 0 && p.is_travel[-1 - c.slot];
        if (c.slot >= 0) {
            if (work_.empty() || work_.back() != c.date)
                work_.push_back(c.date), units_.push_back(p.slot_unit[c.slot]);
            else
                units_.back() = p.slot_unit[c.slot];
        } else if (!travel && (others_.empty() || others_.back() != c.date)) {
            others_.push_back(c.date);
        }
        moves_ |= travel;
        for (int base : {c.first_base, c.last_base}) {
            if (base < 0) continue;
            if (one_base < 0) one_base = base;
            moves_ |= base != one_base;
        }
    }
    if (moves_)
        for (const Call& c : calls) {
            if (c.slot < 0 && p.is_travel[-1 - c.slot])
                stops_.push_back({c.date, p.to_base[-1 - c.slot], p.to_base[-1 - c.slot], true});
            else if (c.first_base >= 0)
                stops_.push_back({c.date, c.first_base, c.last_base, false});
        }
    const auto past = [&](int date) {
        return std::size_t(std::upper_bound(stops_.begin(), stops_.end(), date,
                                            [](int d, const Stop& s) { return d < s.date; }) - stops_.begin());
    };
    const auto where_after = [&](std::size_t n) { return n ? stops_[n - 1].leave : home_; };
    for (std::size_t k = 0; k + 1 < work_.size(); k++) {
        const int a = work_[k], b = work_[k + 1];
        Gap gap{a, b, 0, {}, {}, false, 0, 0};
        if (b - a != 1 || moves_) {
            const std::size_t n = past(a), to = moves_ ? past(b) : 0;
            if (moves_) walk(gap.legs, where_after(n), a, n, to, false, false);
            gap.droppable = r.most_drops > 0 && b - a > std::max(1, r.drop_gap);
            if (gap.droppable && moves_) {
                walk(gap.dropped, where_after(n), a, n, to, true, false);
                for (const Leg& l : gap.dropped) gap.droppable &= !l.against;
            }
            const auto& company = p.company[units_[k]];
            gap.holds = held(units_[k], a, b);
            for (int d = a + 1; d < b && !(gap.legs.empty() && others_.empty()); d++) {
                if (company[d + 1] == company[d]) continue;
                bool away = std::binary_search(others_.begin(), others_.end(), d);
                for (const Leg& l : gap.legs) away |= l.date == d;
                gap.holds -= away;
            }
            gap.kept_days = days_of(gap.legs), gap.dropped_days = days_of(gap.dropped);
        }
        gaps_.push_back(std::move(gap));
    }
    const std::vector<std::size_t> chosen = cheapest(r);
    Legs legs;
    if (moves_) {
        if (work_.empty()) {
            walk(legs, home_, nowhen, 0, stops_.size(), false, true);
        } else {
            walk(legs, home_, nowhen, 0, past(work_.front()), false, false);
        }
    }
    const auto dropped = [&](std::size_t n) { return std::find(chosen.begin(), chosen.end(), n) != chosen.end(); };
    for (std::size_t n = 0; n < gaps_.size(); n++) {
        const Legs& mine = dropped(n) ? gaps_[n].dropped : gaps_[n].legs;
        legs.insert(legs.end(), mine.begin(), mine.end());
    }
    if (moves_ && !work_.empty()) {
        const std::size_t n = past(work_.back());
        walk(legs, where_after(n), work_.back(), n, stops_.size(), false, true);
    }
    Value value;
    int event_days = 0;
    for (int d : others_) {
        if (std::binary_search(work_.begin(), work_.end(), d)) continue;
        bool travelled = false;
        for (const Leg& l : legs) travelled |= l.counts && l.date == d;
        event_days += !travelled;
    }
    value.cost = days_of(legs) * r.travel + event_days * r.event;
    if (!work_.empty()) {
        Money measured = 0;
        std::size_t first = 0;
        int holding = 0;
        for (std::size_t n = 0; n <= gaps_.size(); n++) {
            if (n == gaps_.size() || dropped(n)) {
                const Stretch s = stretch(r, int(n - first) + 1, holding);
                value.cost += s.pay, measured += s.measure;
                first = n + 1, holding = 0;
            } else {
                holding += gaps_[n].holds;
            }
        }
        value.cost += r.flat;
        if (r.guarantee) value.cost += top_up(r, measured);
    }
    for (const Leg& l : legs) {
        value.hard += l.against;
        if (l.start >= 0 && l.end >= 0 && l.start != l.end)
            journeys.push_back({l.date, std::min(l.start, l.end), std::max(l.start, l.end)});
    }
    std::sort(journeys.begin(), journeys.end());
    journeys.erase(std::unique(journeys.begin(), journeys.end()), journeys.end());
    return value;
}

std::vector<std::size_t> People::cheapest(const Rates& r) const {
    std::vector<std::size_t> cuts;
    for (std::size_t n = 0; n < gaps_.size(); n++)
        if (gaps_[n].droppable) cuts.push_back(n);
    if (cuts.empty()) return {};
    Ints holds{0}, travel{0};
    for (const Gap& g : gaps_) holds.push_back(holds.back() + g.holds), travel.push_back(travel.back() + g.kept_days);
    const Money cap = r.guarantee ? guaranteed(r) : 0;
    struct At {
        int drops;
        Money measured, cost;
        std::vector<std::size_t> taken;
    };
    std::vector<std::vector<At>> after(cuts.size() + 2);
    after[0].push_back({0, 0, 0, {}});
    for (std::size_t e = 0; e <= cuts.size(); e++) {
        const std::size_t end = e < cuts.size() ? cuts[e] : gaps_.size();
        auto& here = after[e + 1];
        for (std::size_t s = 0; s <= e; s++) {
            const std::size_t first = s ? cuts[s - 1] + 1 : 0;
            const Stretch one = stretch(r, int(end - first) + 1, holds[end] - holds[first]);
            Money pay = one.pay + (travel[end] - travel[first]) * r.travel;
            if (end < gaps_.size()) pay += gaps_[end].dropped_days * r.travel;
            for (const At& from : after[s]) {
                At next = from;
                if (end < gaps_.size()) {
                    if (from.drops == r.most_drops) continue;
                    next.drops++;
                    next.taken.push_back(end);
                }
                next.measured = std::min(cap, from.measured + one.measure);
                next.cost += pay;
                const auto known = std::find_if(here.begin(), here.end(), [&](const At& a) {
                    return a.drops == next.drops && a.measured == next.measured;
                });
                if (known == here.end())
                    here.push_back(std::move(next));
                else if (std::tie(next.cost, next.taken) < std::tie(known->cost, known->taken))
                    *known = std::move(next);
            }
        }
    }
    const At* best = nullptr;
    Money least = 0;
    for (const At& a : after.back()) {
        const Money value = a.cost + top_up(r, a.measured);
        if (!best || std::tie(value, a.drops, a.taken) < std::tie(least, best->drops, best->taken))
            best = &a, least = value;
    }
    return best->taken;
}

Money People::element(int element, const Ints& slots) const {
    if (slots.empty() || (p.day_rate[element] < 0 && p.hold_rate[element] < 0)) return 0;
    int used = 0, kept = 0, date = -1, unit = -1;
    for (int slot : slots) {
        if (p.slot_date[slot] != date) {
            if (used) kept += held(unit, date, p.slot_date[slot]);
            used++;
        }
        date = p.slot_date[slot], unit = p.slot_unit[slot];
    }
    return used * std::max<Money>(0, p.day_rate[element]) + kept * std::max<Money>(0, p.hold_rate[element]);
}

}  // namespace intercut::board
