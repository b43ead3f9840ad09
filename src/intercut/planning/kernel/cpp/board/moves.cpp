// Moves of single strips and of whole unit days, and calls moved for the sake of rest.
#include <algorithm>

#include "board/walk.hpp"

namespace intercut::board {

int Walk::used_slot() {
    for (int n = 0; n < 8; n++) {
        const int slot = chance.below(p.n_slots);
        if (state.day(slot)) return slot;
    }
    return -1;
}

int Walk::like(int strip) {
    const Ints& found = p.alike[strip];
    if (!found.empty() && chance.happens(0.7)) return found[chance.below(int(found.size()))];
    return chance.below(p.n_strips);
}

int Walk::target(int strip, int option) {
    const Ints& slots = p.option_slots[option];
    if (slots.empty()) return -1;
    if (chance.happens(0.6)) {
        const int slot = state.slot_of(like(strip));
        if (slot >= 0 && p.allowed[option][slot]) return slot;
    }
    int slot = slots[chance.below(int(slots.size()))];
    if (!state.day(slot) && chance.happens(0.8)) slot = slots[chance.below(int(slots.size()))];
    return slot;
}

namespace {
constexpr double looked_at = 0.02, rarely = 0.05, learning = 0.0005;
}

// Whether the change put to foresight is sure to be refused, or nearly so; a few are looked at all the same.
bool Walk::hopeless(Kind kind) {
    if (most_ == any_cost) return false;
    const Money guess = state.foresight().change();
    if (double(guess) + less_[kind] > double(most_) && !chance.happens(looked_at)) return true;
    kind_ = kind, guess_ = guess;
    return false;
}

// The guess is to be too high for one move in twenty (a quantile found step by step).
void Walk::learn(Money cost) {
    if (kind_ == KINDS) return;
    double& less = less_[kind_];
    const double step = learning * double(std::max<Money>(1, state.value().cost));
    less += double(cost - guess_) < less ? -(1 - rarely) * step : rarely * step;
    less = std::min(less, 0.0);
    kind_ = KINDS;
}

bool Walk::line_hopeless(Kind kind, const Ints& line, int low, int high, const std::function<int(int)>& from) {
    Foresight& foresight = state.foresight();
    foresight.begin();
    for (int k = low; k <= high; k++) {
        if (from(k) == k) continue;
        foresight.strips_of(line[k], line[k], -1);
        foresight.strips_of(line[from(k)], line[k], 1);
    }
    return hopeless(kind);
}

bool Walk::relocate(Changes& changes) {
    const int strip = chance.below(p.n_strips);
    if (!free_strip(strip)) return false;
    const int slot = state.slot_of(strip);
    const Ints& options = p.options_of[strip];
    const int option = options[options.size() == 1 ? 0 : chance.below(int(options.size()))];
    const int to = target(strip, option);
    if (to < 0 || to == slot || p.locked[to]) return false;
    if (state.day(to) && arranger.too_much(*state.day(to), option)) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    foresight.strip(strip, slot, -1), foresight.strip(strip, to, 1);
    if (hopeless(RELOCATE)) return false;
    Ref there = arranger.inserted(to, state.day(to), option);
    if (!there) return false;
    Ref left = arranger.removed(*state.day(slot), {state.at(strip).option});
    if (left && left->hard) return false;
    changes.set(slot, left);
    changes.set(to, there);
    return true;
}

bool Walk::exchanged(int slot, const Ref& day, int out, int into, Ref& found) {
    Ref left = arranger.removed(*day, {out});
    if (left && left->hard) return false;
    found = arranger.inserted(slot, left, into);
    return bool(found);
}

bool Walk::exchange(Changes& changes) {
    const int one = chance.below(p.n_strips);
    if (!free_strip(one)) return false;
    const int two = like(one);
    if (!free_strip(two) || state.slot_of(one) == state.slot_of(two)) return false;
    const int a = state.slot_of(one), b = state.slot_of(two);
    const int option_one = state.at(one).option, option_two = state.at(two).option;
    if (!p.allowed[option_one][b] || !p.allowed[option_two][a]) return false;
    if (arranger.too_much(*state.day(a), option_two, option_one)) return false;
    if (arranger.too_much(*state.day(b), option_one, option_two)) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    foresight.strip(one, a, -1), foresight.strip(one, b, 1), foresight.strip(two, b, -1), foresight.strip(two, a, 1);
    if (hopeless(EXCHANGE)) return false;
    Ref new_one, new_two;
    if (!exchanged(a, state.day(a), option_one, option_two, new_one)) return false;
    if (!exchanged(b, state.day(b), option_two, option_one, new_two)) return false;
    changes.set(a, new_one);
    changes.set(b, new_two);
    return true;
}

// Three strips of three days go round.
bool Walk::chain(Changes& changes) {
    const int one = chance.below(p.n_strips);
    if (!free_strip(one)) return false;
    const int two = like(one);
    if (!free_strip(two)) return false;
    const int three = like(two);
    if (!free_strip(three)) return false;
    const int strips[] = {one, two, three};
    int slots[3], options[3];
    for (int n = 0; n < 3; n++) slots[n] = state.slot_of(strips[n]), options[n] = state.at(strips[n]).option;
    if (slots[0] == slots[1] || slots[1] == slots[2] || slots[0] == slots[2]) return false;
    for (int n = 0; n < 3; n++)
        if (!p.allowed[options[n]][slots[(n + 1) % 3]]) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    for (int n = 0; n < 3; n++) {
        const int next = (n + 1) % 3;
        if (arranger.too_much(*state.day(slots[next]), options[n], options[next])) return false;
        foresight.strip(strips[n], slots[n], -1), foresight.strip(strips[n], slots[next], 1);
    }
    if (hopeless(CHAIN)) return false;
    for (int n = 0; n < 3; n++) {
        Ref found;
        if (!exchanged(slots[n], state.day(slots[n]), options[n], options[(n + 2) % 3], found)) return false;
        changes.set(slots[n], found);
    }
    return true;
}

bool Walk::bring_in(Changes& changes) {
    const Ints& left = state.left();
    if (left.empty()) return false;
    const int strip = left[chance.below(int(left.size()))];
    const Ints& options = p.options_of[strip];
    if (options.empty()) return false;
    const int option = options[chance.below(int(options.size()))];
    if (p.option_slots[option].empty()) return false;
    const int slot = target(strip, option);
    if (slot < 0 || p.locked[slot]) return false;
    if (Ref day = arranger.inserted(slot, state.day(slot), option)) {
        changes.set(slot, day);
        return true;
    }
    const Ref& day = state.day(slot);
    if (!day) return false;
    const int out = day->sequence[chance.below(int(day->sequence.size()))];
    if (out < 0 || p.fixed[p.option_strip[out]] || p.eighths[p.option_strip[out]] >= p.eighths[strip]) return false;
    Ref found;
    if (!exchanged(slot, day, out, option, found)) return false;
    changes.set(slot, found);
    return true;
}

bool Walk::reorder(Changes& changes) {
    const int slot = used_slot();
    if (slot < 0 || p.locked[slot]) return false;
    const Ref& day = state.day(slot);
    if (chance.happens(0.25) || day->sequence.size() < 2) {
        book.frame_breaks(slot, day->light, day->sequence);
        const auto& calls = book.calls();
        if (calls.empty()) return false;
        const Span span = calls[chance.below(int(calls.size()))];
        const int call = span.first + p.grid * chance.below((span.second - span.first) / p.grid + 1);
        if (call == day->call) return false;
        changes.set(slot, book.day(slot, day->light, call, day->sequence));
        return true;
    }
    Sequence order = day->sequence;
    const int from = chance.below(int(order.size())), moved = order[from];
    order.erase(order.begin() + from);
    order.insert(order.begin() + chance.below(int(order.size()) + 1), moved);
    if (order == day->sequence) return false;
    Ref found = book.legal(slot, day->light, order, day->call);
    if (!found) return false;
    changes.set(slot, found);
    return true;
}

// A day in another light, its strips in the order that suits it.
bool Walk::relight(Changes& changes) {
    const int slot = used_slot();
    if (slot < 0 || p.locked[slot]) return false;
    const Ref& day = state.day(slot);
    const Ints& lights = p.unit_lights[day->unit];
    const int light = lights[chance.below(int(lights.size()))];
    Ref found = light == day->light ? arranger.fresh(slot, day->sequence) : book.legal(slot, light, day->sequence);
    if (!found || found->hash == day->hash) return false;
    changes.set(slot, found);
    return true;
}

bool Walk::swap_days(Changes& changes) {
    const int one = used_slot();
    if (one < 0) return false;
    const int two = chance.below(p.n_slots);
    if (one == two || p.locked[one] || p.locked[two]) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    foresight.strips_of(one, one, -1), foresight.strips_of(one, two, 1);
    foresight.strips_of(two, two, -1), foresight.strips_of(two, one, 1);
    if (hopeless(SWAP)) return false;
    Ref new_one, new_two;
    if (state.day(two) && !(new_one = arranger.moved(state.day(two), one))) return false;
    if (!(new_two = arranger.moved(state.day(one), two))) return false;
    changes.set(one, new_one);
    changes.set(two, new_two);
    return true;
}

bool Walk::shift_days(Changes& changes) {
    const int one = used_slot();
    if (one < 0) return false;
    const Ints& line = p.lines[p.slot_unit[one]];
    const int at = p.rank[one], reach = chance.between(2, 8);
    const int to = std::clamp(at + (chance.happens(0.5) ? reach : -reach), 0, int(line.size()) - 1);
    if (to == at) return false;
    const int low = std::min(at, to), high = std::max(at, to);
    for (int k = low; k <= high; k++)
        if (p.locked[line[k]]) return false;
    const auto source = [&](int k) { return at < to ? (k == high ? low : k + 1) : (k == low ? high : k - 1); };
    if (line_hopeless(SHIFT, line, low, high, source)) return false;
    for (int k = low; k <= high; k++) {
        const int from = source(k);
        const Ref& day = state.day(line[from]);
        if (!day && !state.day(line[k])) continue;
        Ref found;
        if (day && !(found = arranger.moved(day, line[k]))) return false;
        changes.set(line[k], found);
    }
    return !changes.days.empty();
}

// A stretch of days the other way round.
bool Walk::reverse_days(Changes& changes) {
    const int one = used_slot();
    if (one < 0) return false;
    const Ints& line = p.lines[p.slot_unit[one]];
    const int low = p.rank[one], high = std::min(low + chance.between(2, 6), int(line.size()) - 1);
    for (int k = low; k <= high; k++)
        if (p.locked[line[k]]) return false;
    if (line_hopeless(REVERSE, line, low, high, [&](int k) { return low + high - k; })) return false;
    for (int k = low; k <= high; k++) {
        const int from = low + high - k;
        if (from == k) continue;
        const Ref& day = state.day(line[from]);
        if (!day && !state.day(line[k])) continue;
        Ref found;
        if (day && !(found = arranger.moved(day, line[k]))) return false;
        changes.set(line[k], found);
    }
    return !changes.days.empty();
}

bool Walk::merge_place(Changes& changes) {
    const int one = used_slot();
    if (one < 0 || p.locked[one]) return false;
    const Ref& day = state.day(one);
    const int place = day->visits[chance.below(int(day->visits.size()))];
    Ints group;
    for (int o : day->sequence)
        if (o >= 0 && p.option_place[o] == place) group.push_back(o);
    int two = used_slot();
    if (chance.happens(0.5)) {  // a day that is at the place already
        const int other = p.option_strip[group[0]];
        const int slot = state.slot_of(like(other));
        if (slot >= 0) two = slot;
    }
    if (two < 0 || two == one || p.locked[two]) return false;
    for (int o : group)
        if (p.fixed[p.option_strip[o]] || !p.allowed[o][two]) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    for (int o : group) foresight.strip(p.option_strip[o], one, -1), foresight.strip(p.option_strip[o], two, 1);
    if (hopeless(MERGE)) return false;
    Ref there = state.day(two);
    for (int o : group)
        if (!(there = arranger.inserted(two, there, o))) return false;
    Ref left = arranger.removed(*day, group);
    if (left && left->hard) return false;
    changes.set(one, left);
    changes.set(two, there);
    return true;
}

// All strips of a person on one day go to another day that person works.
bool Walk::follow_person(Changes& changes) {
    const int strip = chance.below(p.n_strips);
    if (!free_strip(strip) || p.people_of[strip].empty()) return false;
    const int who = p.people_of[strip][chance.below(int(p.people_of[strip].size()))];
    const int one = state.slot_of(strip);
    int two = -1;
    for (int n = 0; n < 6 && two < 0; n++) {
        const int other = like(strip);
        const int slot = state.slot_of(other);
        if (slot < 0 || slot == one || p.locked[slot]) continue;
        const auto& here = p.people_of[other];
        if (std::find(here.begin(), here.end(), who) != here.end()) two = slot;
    }
    if (two < 0) return false;
    Ints group;
    for (int o : state.day(one)->sequence) {
        if (o < 0) continue;
        const Ints& here = p.people_of[p.option_strip[o]];
        if (std::find(here.begin(), here.end(), who) == here.end()) continue;
        if (p.fixed[p.option_strip[o]] || !p.allowed[o][two]) return false;
        group.push_back(o);
    }
    Foresight& foresight = state.foresight();
    foresight.begin();
    for (int o : group) foresight.strip(p.option_strip[o], one, -1), foresight.strip(p.option_strip[o], two, 1);
    if (hopeless(FOLLOW)) return false;
    Ref there = state.day(two);
    for (int o : group)
        if (!(there = arranger.inserted(two, there, o))) return false;
    Ref left = arranger.removed(*state.day(one), group);
    if (left && left->hard) return false;
    changes.set(one, left);
    changes.set(two, there);
    return true;
}

// The first or last day of somebody is given up: what they do there goes to another day of theirs, and what has to
// leave that day for it comes here.
bool Walk::shorten(Changes& changes) {
    const int strip = chance.below(p.n_strips);
    if (!free_strip(strip) || p.people_of[strip].empty()) return false;
    const int who = p.people_of[strip][chance.below(int(p.people_of[strip].size()))];
    const Calls& calls = state.calls_on(who);
    if (calls.size() < 2) return false;
    const bool first = chance.happens(0.5);
    const int one = first ? calls.front().slot : calls.back().slot;
    const int two = calls[chance.below(int(calls.size()))].slot;
    if (one < 0 || two < 0 || one == two || p.locked[one] || p.locked[two]) return false;
    const Ref& here = state.day(one);
    const Ref& there = state.day(two);
    if (!here || !there) return false;
    Ints group, back, others;
    const auto on = [&](int o) {
        const Ints& people = p.people_of[p.option_strip[o]];
        return std::find(people.begin(), people.end(), who) != people.end();
    };
    int eighths = there->eighths, work = there->work;
    const auto weigh = [&](int o, int sign) {
        const int s = p.option_strip[o];
        eighths += sign * p.eighths[s], work += sign * (p.minutes[s] + p.setup[s]);
    };
    for (int o : here->sequence)
        if (o >= 0 && on(o)) {
            if (p.fixed[p.option_strip[o]] || !p.allowed[o][two]) return false;
            group.push_back(o), weigh(o, 1);
        }
    for (int o : there->sequence)
        if (o >= 0 && !on(o) && !p.fixed[p.option_strip[o]] && p.allowed[o][one]) others.push_back(o);
    chance.shuffle(others);
    const int pages = p.hard(PAGE_LIMIT) ? p.page_limit[there->unit] : -1;
    const auto fits = [&] { return (pages < 0 || eighths <= pages) && work <= p.longest[there->unit]; };
    for (int o : others) {
        if (fits()) break;
        back.push_back(o), weigh(o, -1);
    }
    if (group.empty() || !fits()) return false;
    Foresight& foresight = state.foresight();
    foresight.begin();
    for (int o : group) foresight.strip(p.option_strip[o], one, -1), foresight.strip(p.option_strip[o], two, 1);
    for (int o : back) foresight.strip(p.option_strip[o], two, -1), foresight.strip(p.option_strip[o], one, 1);
    if (hopeless(SHORTEN)) return false;
    Ref left = arranger.removed(*here, group), full = back.empty() ? there : arranger.removed(*there, back);
    if ((left && left->hard) || (full && full->hard)) return false;
    for (int o : group)
        if (!(full = arranger.inserted(two, full, o))) return false;
    for (int o : back)
        if (!(left = arranger.inserted(one, left, o))) return false;
    changes.set(one, left);
    changes.set(two, full);
    return true;
}

bool Walk::move_event(Changes& changes) {
    if (!p.n_events) return false;
    const int event = chance.below(p.n_events);
    const int count = int(p.ways[event].size());
    if (!count) return false;
    const int way = chance.below(count);
    if (way == state.event_at(event)) return false;
    changes.events.push_back({event, way});
    return true;
}

// ---------------------------------------------------------------------------------------- calls and rest

bool Walk::rested(Changes& changes, Value& value) {
    if (value.hard <= 0 || value.hard > value.soon) return value.hard <= 0;
    step_.days = changes.days, step_.events = changes.events;
    Value now = value;
    for (int n = 0; n < 3; n++) {
        if (!better_rest(step_, now)) return false;
        if (now.hard <= 0) {
            changes.days = step_.days, changes.events = step_.events;
            value = now;
            return true;
        }
    }
    return false;
}

// The one call whose moving helps most.
bool Walk::better_rest(Changes& changes, Value& value) {
    Ints dates;
    for (const Change& c : changes.days)
        for (int step : {-1, 0, 1}) dates.push_back(p.slot_date[c.slot] + step);
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    bool found = false;
    Value best = value;
    Change chosen{-1, {}};
    Ints calls;
    for (int date : dates) {
        if (date < 0 || date >= p.n_dates) continue;
        for (int slot : p.slots_on[date]) {
            std::size_t at = 0;
            while (at < changes.days.size() && changes.days[at].slot != slot) at++;
            const bool known = at < changes.days.size();
            const Ref day = known ? changes.days[at].day : state.day(slot);
            if (!day || p.locked[slot]) continue;
            book.frame_breaks(slot, day->light, day->sequence);
            calls.clear();
            const int grid = p.grid;
            for (const Span& s : book.calls())
                for (int call : {s.first, s.second, (day->call + s.first) / 2 / grid * grid, (day->call + s.second) / 2 / grid * grid})
                    if (s.first <= call && call <= s.second && call != day->call &&
                        std::find(calls.begin(), calls.end(), call) == calls.end())
                        calls.push_back(call);
            for (int call : calls) {
                Ref moved = book.day(slot, day->light, call, day->sequence);
                if (known)
                    changes.days[at].day = moved;
                else
                    changes.set(slot, moved);
                const Value now = state.price(changes);
                if (now.hard < value.hard && (now.hard < best.hard || (now.hard == best.hard && now.cost < best.cost)))
                    best = now, chosen = {slot, moved}, found = true;
                if (known)
                    changes.days[at].day = day;
                else
                    changes.days.pop_back();
            }
        }
    }
    if (!found) return false;
    value = best;
    for (Change& c : changes.days)
        if (c.slot == chosen.slot) {
            c.day = chosen.day;
            return true;
        }
    changes.days.push_back(chosen);
    return true;
}

}  // namespace intercut::board
