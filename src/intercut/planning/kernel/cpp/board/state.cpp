#include "board/state.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace intercut::board {

State::State(const Problem& problem, Book& b) : p(problem), book(b), people_(problem), foresight_(problem) {
    days_.resize(p.n_slots);
    at_.resize(p.n_strips);
    mode_.assign(p.n_choices, 0);
    event_at_.assign(p.n_events, -1);
    calls_.resize(p.n_people), journeys_.resize(p.n_people);
    pay_.resize(p.n_people), weeks_.resize(p.n_people);
    touched_.assign(p.n_people, 0), index_.assign(p.n_people, 0), head_.assign(p.n_people, -1);
    element_slots_.resize(p.n_elements), element_cost_.assign(p.n_elements, 0);
    line_cost_.assign(p.n_units, 0);
    meetings_.assign(p.pairs.size(), 0);
    order_value_.resize(p.orders.size());
    pair_stamp_.assign(p.pairs.size(), 0), order_stamp_.assign(p.orders.size(), 0);
    in_scenes_.assign(p.n_scenes, 0);
    left_index_.assign(p.n_strips, -1);
    for (int s = 0; s < p.n_strips; s++) count_left(s);
    value_ = {0, 0, p.fixed_cost};
    for (int who = 0; who < p.n_people; who++) value_ += pay_[who] = people_.pay(who, calls_[who], journeys_[who]);
}

Ints State::boneyard() const {
    Ints sorted = left_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

void State::count_left(int strip) {
    const bool is_left = at_[strip].slot < 0 && active(strip);
    int& index = left_index_[strip];
    if (is_left == (index >= 0)) return;
    if (is_left) {
        index = int(left_.size());
        left_.push_back(strip);
        left_eighths_ += p.eighths[strip];
    } else {
        left_[index] = left_.back();
        left_index_[left_[index]] = index;
        left_.pop_back();
        index = -1;
        left_eighths_ -= p.eighths[strip];
    }
}

void State::set_mode(int choice, int mode) {
    mode_[choice] = mode;
    for (const Ints& group : p.choices[choice])
        for (int strip : group) count_left(strip);
    if (p.any_cover) {
        const Money now = cover();
        value_.cost += now - cover_cost_;
        cover_cost_ = now;
    }
}

void State::apply(Changes& changes) {
    value_ += evaluate(changes, Asked::commit);
#ifdef INTERCUT_RECOUNT
    const Value again = recounted();
    if (again.hard != value_.hard || again.cost != value_.cost) {
        std::fprintf(stderr, "board: %d broken, %lld, counted again %d broken, %lld\n", value_.hard,
                     static_cast<long long>(value_.cost), again.hard, static_cast<long long>(again.cost));
        std::abort();
    }
#endif
}

Value State::recounted() {
    State twin(p, book);
    for (int c = 0; c < p.n_choices; c++) twin.set_mode(c, mode_[c]);
    Changes one;
    for (int slot = 0; slot < p.n_slots; slot++) {
        if (!days_[slot]) continue;
        one.clear();
        const Ref& day = days_[slot];
        one.set(slot, book.day(slot, day->light, day->call, day->sequence));
        twin.value_ += twin.evaluate(one, Asked::commit);
    }
    for (int e = 0; e < p.n_events; e++) {
        if (event_at_[e] < 0) continue;
        one.clear();
        one.events.push_back({e, event_at_[e]});
        twin.value_ += twin.evaluate(one, Asked::commit);
    }
    return twin.value_;
}

const Day* State::old_day(int slot, const Changes& changes) const {
    for (const Change& c : changes.days)
        if (c.slot == slot) return c.day.get();
    return days_[slot].get();
}

// In here days_ holds what shall be, and `changes` what was: they are swapped at the start.
Value State::evaluate(Changes& changes, Asked asked) {
    const bool commit = asked == Asked::commit;
    Value value;
    stamp_++;
    const bool positions = commit || !p.orders.empty() || p.story || p.any_cover || p.n_choices;
    undo_.clear();
    for (Change& c : changes.days) std::swap(days_[c.slot], c.day);
    for (const Change& c : changes.days) {
        if (const Day* old = c.day.get()) {
            value.hard -= old->hard, value.cost -= old->cost;
            if (positions)
                for (const Entry& e : old->entries) {
                    Position& at = at_[p.option_strip[e.option]];
                    undo_.emplace_back(p.option_strip[e.option], at);
                    at.slot = -1;
                }
        }
    }
    for (const Change& c : changes.days) {
        if (const Day* now = days_[c.slot].get()) {
            value.hard += now->hard, value.cost += now->cost;
            if (positions) {
                int n = 0;
                for (const Entry& e : now->entries) {
                    Position& at = at_[p.option_strip[e.option]];
                    undo_.emplace_back(p.option_strip[e.option], at);
                    at = {now->date, c.slot, n++, now->zero + e.start, now->zero + e.end, e.option};
                }
            }
        }
    }
    gather_edits(changes, value);
    rests(value, asked == Asked::legal);
    if (asked != Asked::legal || value.hard <= value.soon) {
        if (!p.orders.empty()) value += orders_part(commit);
        pays(value);
        if (!p.pairs.empty()) value += apart_part(commit);
        if (p.n_elements) value.cost += elements_part(changes, commit);
        value.cost += places_part(changes);
        if (p.n_choices) value.cost += parts_part(changes);
        if (asked != Asked::rules) value.cost += wishes_part(changes, commit);
    }
    if (commit) {
        for (const auto& one : undo_) count_left(one.first);
        for (const Change& c : changes.days) foresight_.set(c.slot, days_[c.slot].get());
        for (EventChange& e : changes.events) std::swap(event_at_[e.event], e.way);
        for (std::size_t k = 0; k < changed_.size(); k++) {
            const int who = changed_[k];
            std::swap(calls_[who], fresh_[k]);
            weeks_[who] = fresh_weeks_[k];
            if (priced_[k]) pay_[who] = fresh_pay_[k], std::swap(journeys_[who], fresh_journeys_[k]);
        }
    } else {
        for (auto it = undo_.rbegin(); it != undo_.rend(); ++it) at_[it->first] = it->second;
        for (Change& c : changes.days) std::swap(days_[c.slot], c.day);
    }
    return value;
}

void State::edit(int person, int slot, const Stay* stay, int date) {
    if (touched_[person] != stamp_) {
        touched_[person] = stamp_;
        index_[person] = int(changed_.size());
        head_[person] = -1;
        changed_.push_back(person);
    }
    edits_.push_back({slot, date, head_[person], stay});
    head_[person] = int(edits_.size()) - 1;
}

void State::gather_edits(const Changes& changes, Value& value) {
    edits_.clear(), changed_.clear(), event_stays_.clear();
    event_stays_.reserve(changes.events.size());
    static const std::vector<Stay> nobody;
    for (const Change& c : changes.days) {
        const Day* now = days_[c.slot].get();
        const auto& before = c.day ? c.day->who : nobody;
        const auto& after = now ? now->who : nobody;
        const int date = p.slot_date[c.slot];
        std::size_t a = 0, b = 0;
        while (a < before.size() || b < after.size()) {
            if (b == after.size() || (a < before.size() && before[a].person < after[b].person)) {
                edit(before[a++].person, c.slot, nullptr, date);
            } else if (a == before.size() || after[b].person < before[a].person) {
                edit(after[b].person, c.slot, &after[b], date), b++;
            } else {
                if (!(before[a] == after[b])) edit(after[b].person, c.slot, &after[b], date);
                a++, b++;
            }
        }
    }
    for (const EventChange& e : changes.events) {
        const auto at = [&](int way, int sign) {
            if (way < 0) return;
            value.hard += sign * p.ways[e.event][way].hard, value.cost += sign * p.ways[e.event][way].cost;
        };
        at(e.way, 1), at(event_at_[e.event], -1);
        const Stay* stay = nullptr;
        int date = 0;
        if (e.way >= 0) {
            const Way& w = p.ways[e.event][e.way];
            event_stays_.push_back({-1, w.begin, w.end, w.base, w.base, w.work, w.place, w.place});
            stay = &event_stays_.back(), date = w.date;
        }
        for (int who : p.event_people[e.event])
            if (stay || event_at_[e.event] >= 0) edit(who, -1 - e.event, stay, date);
    }
}

// The calls of everybody concerned as they would be, and what they break between days.
void State::rests(Value& value, bool legal) {
    if (fresh_.size() < changed_.size()) {
        fresh_.resize(changed_.size()), fresh_journeys_.resize(changed_.size());
        fresh_pay_.resize(changed_.size()), fresh_weeks_.resize(changed_.size()), priced_.resize(changed_.size());
    }
    for (std::size_t k = 0; k < changed_.size(); k++) {
        const int who = changed_[k];
        Calls& now = fresh_[k];
        now = calls_[who];
        near_.clear();
        bool presence = p.by_time[who] != 0;
        for (int n = head_[who]; n >= 0; n = edits_[n].next) {
            const Edit& edit = edits_[n];
            // an event may have stood on another date
            std::size_t at = edit.slot < 0 ? 0 : first_on(now, edit.date);
            while (at < now.size() && now[at].slot != edit.slot && (edit.slot < 0 || now[at].date == edit.date)) at++;
            const bool known = at < now.size() && now[at].slot == edit.slot;
            const Stay* s = edit.stay;
            if (known)
                presence |= !s || edit.date != now[at].date || s->first_base != now[at].first_base ||
                            s->last_base != now[at].last_base;
            else
                presence |= s != nullptr;
            if (known) near_.push_back(now[at].date);
            if (!s) {
                if (known) now.erase(now.begin() + std::ptrdiff_t(at));
                continue;
            }
            near_.push_back(edit.date);
            const Call c{edit.date, s->begin, s->end, edit.slot, s->first_base, s->last_base, s->work,
                         s->first_place, s->last_place};
            if (known)
                now[at] = c;
            else
                now.insert(now.begin() + std::ptrdiff_t(at), c);
            for (; at > 0 && earlier(now[at], now[at - 1]); at--) std::swap(now[at], now[at - 1]);
            for (; at + 1 < now.size() && earlier(now[at + 1], now[at]); at++) std::swap(now[at], now[at + 1]);
        }
        for (std::size_t n = 0, count = near_.size(); n < count; n++) near_.push_back(near_[n] + 1);
        std::sort(near_.begin(), near_.end());
        near_.erase(std::unique(near_.begin(), near_.end()), near_.end());
        priced_[k] = presence;
        value += people_.nights(who, now, near_), value -= people_.nights(who, calls_[who], near_);
        fresh_weeks_[k] = people_.weeks(who, now);
        value += fresh_weeks_[k], value -= weeks_[who];
        if (legal && value.hard > value.soon) return;
    }
}

void State::pays(Value& value) {
    for (std::size_t k = 0; k < changed_.size(); k++) {
        if (!priced_[k]) continue;
        const int who = changed_[k];
        fresh_pay_[k] = people_.pay(who, fresh_[k], fresh_journeys_[k]);
        value += fresh_pay_[k], value -= pay_[who];
    }
}

Value State::apart_part(bool commit) {
    Value value;
    for (int who : changed_)
        for (int n : p.pairs_of[who]) {
            if (pair_stamp_[n] == stamp_) continue;
            pair_stamp_[n] = stamp_;
            const Pair& pair = p.pairs[n];
            const int now = people_.meetings(pair, calls_of(pair.one), calls_of(pair.two), journeys_of(pair.one),
                                             journeys_of(pair.two));
            const int more = now - meetings_[n];
            if (pair.price < 0)
                value.hard += more;
            else
                value.cost += more * pair.price;
            if (commit) meetings_[n] = now;
        }
    return value;
}

Money State::elements_part(const Changes& changes, bool commit) {
    Money cost = 0;
    for (int element = 0; element < p.n_elements; element++) {
        bool touched = false;
        for (const Change& c : changes.days) {
            const auto has = [&](const Day* d) {
                return d && std::binary_search(d->elements.begin(), d->elements.end(), element);
            };
            const bool before = has(c.day.get()), after = has(days_[c.slot].get());
            if (before == after) continue;
            if (!touched) merged_ = element_slots_[element], touched = true;
            const auto at = std::lower_bound(merged_.begin(), merged_.end(), c.slot);
            if (after)
                merged_.insert(at, c.slot);
            else
                merged_.erase(at);
        }
        if (!touched) continue;
        const Money now = people_.element(element, merged_);
        cost += now - element_cost_[element];
        if (commit) element_cost_[element] = now, element_slots_[element] = merged_;
    }
    return cost;
}

// Day fees counted by two units for one place on one date; `changes` given: as it was.
Money State::twice(int date, const Changes* changes) const {
    Money fees = 0;
    const Ints& here = p.slots_on[date];
    for (std::size_t n = 1; n < here.size(); n++) {
        const Day* day = changes ? old_day(here[n], *changes) : days_[here[n]].get();
        if (!day) continue;
        for (std::size_t v = 0; v < day->visits.size(); v++) {
            const int place = day->visits[v];
            bool known = false, again = false;
            for (std::size_t k = 0; k < v; k++) again |= day->visits[k] == place;
            if (again) continue;
            for (std::size_t m = 0; m < n && !known; m++) {
                const Day* other = changes ? old_day(here[m], *changes) : days_[here[m]].get();
                known = other && std::find(other->visits.begin(), other->visits.end(), place) != other->visits.end();
            }
            if (known) fees += p.fee_day[place];
        }
    }
    return fees;
}

Money State::openings(int unit, int low, int high, const Changes& changes) const {
    const Ints& line = p.lines[unit];
    int start = -1;
    for (int k = low - 1; k >= 0; k--)
        if (const Day* day = days_[line[k]].get(); day && !day->visits.empty()) {
            start = day->visits.back();
            break;
        }
    int now = start, then = start;
    Money saved = 0;
    for (int k = low; k < int(line.size()); k++) {
        const Day* old = k <= high ? old_day(line[k], changes) : days_[line[k]].get();
        const Day* fresh = days_[line[k]].get();
        const bool was = old && !old->visits.empty();
        if (was) {
            if (old->visits.front() == then) saved += p.fee_opening[then];
            then = old->visits.back();
        }
        if (fresh && !fresh->visits.empty()) {
            if (fresh->visits.front() == now) saved -= p.fee_opening[now];
            now = fresh->visits.back();
        }
        if (k > high && (now == then || was)) break;
    }
    return saved;
}

Money State::places_part(const Changes& changes) {
    Money cost = 0;
    const auto& list = changes.days;
    if (p.n_units > 1)
        for (std::size_t n = 0; n < list.size(); n++) {
            const int date = p.slot_date[list[n].slot];
            bool done = false;
            for (std::size_t k = 0; k < n; k++) done |= p.slot_date[list[k].slot] == date;
            if (!done) cost += twice(date, &changes) - twice(date, nullptr);
        }
    for (int unit = 0; unit < p.n_units; unit++) {
        int low = p.n_slots, high = -1;
        for (const Change& c : list)
            if (p.slot_unit[c.slot] == unit) low = std::min(low, p.rank[c.slot]), high = std::max(high, p.rank[c.slot]);
        if (high >= 0) cost += openings(unit, low, high, changes);
    }
    return cost;
}

// Extra prices of scenes of which a first part comes in, or the last one goes out.
Money State::parts_part(const Changes& changes) const {
    Money cost = 0;
    std::vector<std::pair<int, int>> count;
    const auto add = [&](const Day* day, int step) {
        if (!day) return;
        for (const Entry& e : day->entries) {
            const int strip = p.option_strip[e.option];
            if (!p.parts_price[strip]) continue;
            const int choice = p.choice_of[strip];
            const auto known = std::find_if(count.begin(), count.end(), [&](auto& c) { return c.first == choice; });
            if (known == count.end())
                count.emplace_back(choice, step);
            else
                known->second += step;
        }
    };
    for (const Change& c : changes.days) add(c.day.get(), -1), add(days_[c.slot].get(), 1);
    for (const auto& [choice, step] : count) {
        if (!step) continue;
        int after = 0;
        Money price = 0;
        for (const Ints& group : p.choices[choice])
            for (int s : group)
                if (p.parts_price[s]) {
                    after += at_[s].slot >= 0;
                    if (!price) price = p.parts_price[s];
                }
        cost += price * ((after > 0) - (after - step > 0));
    }
    return cost;
}

}  // namespace intercut::board
