// Room for strips that fit nowhere, after the guided ejection search of Nagata and Bräysy (2009); a first plan.
#include <algorithm>
#include <map>
#include <tuple>

#include "board/walk.hpp"

namespace intercut::board {

namespace {

constexpr int most_tried = 10, most_out = 9, first_rounds = 6, most_back = 12;
constexpr std::size_t most_squeezed = 3;

bool shares(const Ints& a, const Ints& b) {
    return std::any_of(a.begin(), a.end(), [&](int x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

}  // namespace

int Walk::place_all(const std::function<bool(int)>& stop) {
    Ints weight(p.n_strips, 1);
    Kept best = keep();
    const auto unplaced = [&]() {
        const Standing now = state.standing();
        return std::make_pair(now.eighths, now.strips);
    };
    auto least = unplaced();
    int rounds = 0;
    while (!stop(rounds)) {
        Ints left;
        for (int s : state.boneyard())
            if (std::any_of(p.options_of[s].begin(), p.options_of[s].end(), [&](int o) { return !p.option_slots[o].empty(); }))
                left.push_back(s);
        if (left.empty()) break;
        rounds++;
        const int strip = left[chance.below(int(left.size()))];
        Changes found;
        if (cheapest(strip, false, found)) {
            state.apply(found);
        } else {
            weight[strip]++;
            if (!make_room(strip, weight)) continue;
            Ints back = state.boneyard();
            chance.shuffle(back);
            if (back.size() > most_back) back.resize(most_back);
            put_back(back, false);
        }
        if (unplaced() < least) best = keep(), least = unplaced();
    }
    if (unplaced() > least || (unplaced() == least && state.value().hard > 0)) restore(best);
    return rounds;
}

bool Walk::squeeze() {
    const Ints& left = state.left();
    if (left.empty()) return false;
    const int strip = left[chance.below(int(left.size()))];
    if (p.options_of[strip].empty() || p.people_of[strip].empty()) return false;
    const Ints& options = p.options_of[strip];
    const int option = options[chance.below(int(options.size()))];
    int who = p.people_of[strip][0];
    for (int other : p.people_of[strip])
        if (state.calls_on(other).size() > state.calls_on(who).size()) who = other;
    const Calls& calls = state.calls_on(who);
    if (calls.empty()) return false;
    int slot = -1;
    for (int n = 0; n < 8 && slot < 0; n++) {
        const int tried = calls[chance.below(int(calls.size()))].slot;
        if (tried >= 0 && p.allowed[option][tried] && !p.locked[tried]) slot = tried;
    }
    if (slot < 0) return false;
    // others leave until it fits: first those the person is not on
    Ref day = state.day(slot), with = arranger.inserted(slot, day, option);
    Ints out;
    while (!with && day && out.size() < most_squeezed) {
        Ints leaving, leaving_too;
        for (int o : day->sequence) {
            if (o < 0 || p.fixed[p.option_strip[o]]) continue;
            const Ints& people = p.people_of[p.option_strip[o]];
            const bool on = std::find(people.begin(), people.end(), who) != people.end();
            (on ? leaving_too : leaving).push_back(o);
        }
        if (leaving.empty()) leaving = leaving_too;
        if (leaving.empty()) return false;
        const int o = leaving[chance.below(int(leaving.size()))];
        out.push_back(p.option_strip[o]);
        day = arranger.removed(*day, {o});
        if (day && day->hard) return false;
        with = arranger.inserted(slot, day, option);
    }
    if (!with) return false;
    Changes one;
    one.set(slot, with);
    Value value = state.price_legal(one);
    if (value.hard > 0 && !rested(one, value)) return false;
    state.apply(one);
    put_back(out, false);
    return true;
}

bool Walk::make_room(int strip, Ints& weight) {
    std::vector<std::pair<int, int>> ways;
    for (int o : p.options_of[strip])
        for (int slot : p.option_slots[o])
            if (!p.locked[slot]) ways.emplace_back(o, slot);
    chance.shuffle(ways);
    if (ways.size() > most_tried) ways.resize(most_tried);
    const Kept before = keep();
    Kept best;
    int least = -1;
    for (const auto& [option, slot] : ways) {
        Ints out;
        if (clear(option, slot, weight, out)) {
            int cost = 0;
            for (int s : out) cost += weight[s];
            if (least < 0 || cost < least) best = keep(), least = cost;
        }
        restore(before);
    }
    if (least < 0) return false;
    restore(best);
    return true;
}

// Send out what is in the way of an option in a slot and put it there.
bool Walk::clear(int option, int slot, const Ints& weight, Ints& out) {
    const int begun = state.value().hard;
    for (int n = 0; n < most_out; n++) {
        Ref day = arranger.inserted(slot, state.day(slot), option);
        int strip;
        Changes change;
        if (!day) {
            if (!in_the_day(option, slot, weight, strip, change)) return false;
        } else {
            Changes one;
            one.set(slot, day);
            Value value = state.price(one);
            rested(one, value);
            if (state.value().hard + value.hard <= begun) {
                state.apply(one);
                return true;
            }
            if (!elsewhere(option, slot, value, weight, strip, change)) return false;
        }
        state.apply(change);
        out.push_back(strip);
    }
    return false;
}

// The lightest strip of the day that makes room when it leaves, else a long light one.
bool Walk::in_the_day(int option, int slot, const Ints& weight, int& strip, Changes& change) {
    const Ref day = state.day(slot);
    if (!day) return false;
    bool found = false;
    double least = 0;
    for (int inside : day->sequence) {
        if (inside < 0 || p.fixed[p.option_strip[inside]]) continue;
        const int s = p.option_strip[inside];
        Ref left = arranger.removed(*day, {inside});
        if (left && left->hard) continue;
        const bool fits = bool(arranger.inserted(slot, left, option));
        const double rank = weight[s] - (fits ? 1000.0 : p.minutes[s] / 100.0) + chance.share();
        if (!found || rank < least) {
            found = true, least = rank, strip = s;
            change.clear();
            change.set(slot, left);
        }
    }
    return found;
}

// The strip around whose leaving most helps: near in time, or with the same people or those they are kept from.
bool Walk::elsewhere(int option, int slot, const Value& now, const Ints& weight, int& strip, Changes& change) {
    const int date = p.slot_date[slot];
    const Ints& people = p.people_of[p.option_strip[option]];
    const Ints& orders = p.orders_of[p.option_strip[option]];
    Ints kept;
    for (int who : people)
        for (int n : p.pairs_of[who]) kept.push_back(p.pairs[n].one), kept.push_back(p.pairs[n].two);
    bool found = false;
    double most = 0;
    Changes trial;
    for (int s = 0; s < p.n_strips; s++) {
        const int at = state.slot_of(s);
        if (!free_strip(s)) continue;
        const int away = std::abs(p.slot_date[at] - date);
        const bool of_kept = shares(kept, p.people_of[s]);
        if (!(at == slot || (away <= 3 && shares(people, p.people_of[s])) || (away == 0 && of_kept)) &&
            !shares(orders, p.orders_of[s]))
            continue;
        Ref left = arranger.removed(*state.day(at), {state.at(s).option});
        if (left && left->hard) continue;
        Ref there = arranger.inserted(slot, at == slot ? left : state.day(slot), option);
        if (!there) continue;
        trial.clear();
        if (at != slot) trial.set(at, left);
        trial.set(slot, there);
        const int helps = now.hard - state.price(trial, true).hard;
        if (helps < 0 || (helps == 0 && !of_kept)) continue;
        const double rank = (helps + 0.01) / weight[s];
        if (!found || rank > most) {
            found = true, most = rank, strip = s;
            change.clear();
            change.set(at, left);
        }
    }
    return found;
}

// ---------------------------------------------------------------------------------------- the first plan

// Strips not placed by how hard they are to place: away from the main base first, then few dates, place by place.
Ints Walk::order_of_placing() const {
    const auto freedom = [&](int s) {
        int count = 0;
        for (int o : p.options_of[s]) count += int(p.option_slots[o].size());
        return count;
    };
    std::map<int, int> by_place, bases;
    for (int s = 0; s < p.n_strips; s++) {
        if (p.options_of[s].empty()) continue;
        const int place = p.option_place[p.options_of[s][0]];
        const auto [at, fresh] = by_place.emplace(place, freedom(s));
        if (!fresh) at->second = std::min(at->second, freedom(s));
    }
    for (int place : p.option_place) bases[p.place_base[place]]++;
    int main = -1, most = 0;
    for (const auto& [base, count] : bases)
        if (count > most) main = base, most = count;
    Ints left;
    for (int s : state.boneyard())
        if (!p.options_of[s].empty()) left.push_back(s);
    const auto rank = [&](int s) {
        const int place = p.option_place[p.options_of[s][0]];
        return std::make_tuple(!p.fixed[s], p.place_base[place] == main, by_place.at(place), place, -p.minutes[s], s);
    };
    std::sort(left.begin(), left.end(), [&](int a, int b) { return rank(a) < rank(b); });
    return left;
}

void Walk::first(bool mend, Ints& moved, const std::function<bool()>& stop) {
    if (mend) repair(moved, stop);
    for (int slot = 0; slot < p.n_slots; slot++) {
        if (!p.has_fixed_day[slot] || state.day(slot)) continue;
        Sequence options;
        for (int s : p.fixed_day[slot])
            if (state.active(s) && state.slot_of(s) < 0 && !p.options_of[s].empty()) options.push_back(p.options_of[s][0]);
        if (options.empty()) continue;
        Ref best;
        for (int light = 0; light < 3; light++) {
            Ref found = book.best(slot, light, options);
            if (!best || std::tie(found->hard, found->cost) < std::tie(best->hard, best->cost)) best = found;
        }
        Changes one;
        one.set(slot, best);
        state.apply(one);
    }
    for (int round = 0; round < 2; round++) {
        for (int e = 0; e < p.n_events; e++)
            if (state.event_at(e) < 0) place_event(e);
        if (round == 0) put_back(order_of_placing(), false, stop);
    }
    if (!state.boneyard().empty()) place_all([&](int rounds) { return rounds >= first_rounds || (stop && stop()); });
}

// Take strips out until no rule is broken that taking strips out can mend; first days are put into a better order.
void Walk::repair(Ints& moved, const std::function<bool()>& stop) {
    Changes one;
    for (int slot = 0; slot < p.n_slots; slot++) {
        const Ref day = state.day(slot);
        if (!day || !day->hard || p.locked[slot]) continue;
        Value best;
        Ref better;
        for (Ref again : {book.best(slot, day->light, day->sequence, day->call), arranger.fresh(slot, day->sequence)}) {
            if (!again) continue;
            one.clear();
            one.set(slot, again);
            const Value value = state.price(one);
            if (value.hard < best.hard || (value.hard == best.hard && better && value.cost < best.cost))
                best = value, better = again;
        }
        if (!better) continue;
        one.clear();
        one.set(slot, better);
        state.apply(one);
    }
    // What a strip's leaving mends is counted again only where the days around it changed.
    struct Worth { bool known = false; int mends = 0; };
    std::vector<Worth> worth(p.n_strips);
    while (state.value().hard > 0) {
        int strip = -1;
        double most = 0;
        for (int s = 0; s < p.n_strips; s++) {
            if (!free_strip(s)) continue;
            const int slot = state.slot_of(s);
            if (!worth[s].known) {
                one.clear();
                one.set(slot, arranger.removed(*state.day(slot), {state.at(s).option}));
                worth[s] = {true, -state.price(one).hard};
            }
            const double rank = worth[s].mends / (1.0 + p.eighths[s]);
            if (worth[s].mends > 0 && rank > most) most = rank, strip = s;
        }
        if (strip < 0 || (stop && stop())) break;
        const int slot = state.slot_of(strip);
        one.clear();
        one.set(slot, arranger.removed(*state.day(slot), {state.at(strip).option}));
        const int before = state.value().hard;
        state.apply(one);
        moved.push_back(strip);
        const bool stale = before - state.value().hard != worth[strip].mends;
        for (int s = 0; s < p.n_strips; s++) {
            const int at = state.slot_of(s);
            if (at < 0) continue;
            const bool near = std::abs(p.slot_date[at] - p.slot_date[slot]) <= 8;
            if (stale || near || shares(p.people_of[s], p.people_of[strip]) || !p.orders_of[s].empty())
                worth[s].known = false;
        }
    }
    for (int e = 0; e < p.n_events; e++) {
        if (state.event_at(e) < 0 || p.is_travel[e]) continue;
        one.clear();
        one.events.push_back({e, -1});
        if (state.price(one).hard < 0) state.apply(one);
    }
}

// The best call and light of a day as the others stand; what that changes.
Value Walk::call_day(int slot) {
    const Ref day = state.day(slot);
    Changes one;
    Ref best;
    Value chosen;
    std::tuple<int, Money, int, int> least;
    for (int light : p.unit_lights[day->unit]) {
        const Ints& window = p.call_window[day->unit];
        const int usual = book.usual_call(slot, light);
        for (int call = (window[2 * light] + p.grid - 1) / p.grid * p.grid; call <= window[2 * light + 1]; call += p.grid) {
            Ref fresh = book.day(slot, light, call, day->sequence);
            one.clear();
            one.set(slot, fresh);
            const Value value = state.price(one);
            const auto rank = std::make_tuple(value.hard, value.cost, std::abs(call - usual), light);
            if (!best || rank < least) least = rank, best = fresh, chosen = value;
        }
    }
    if (!best) return {};
    one.clear();
    one.set(slot, best);
    state.apply(one);
    return chosen;
}

// Two passes: each day is looked at again once its neighbours have their calls.
void Walk::call_days(const std::function<bool()>& stop) {
    for (int pass = 0; pass < 2; pass++)
        for (int date = 0; date < p.n_dates; date++)
            for (int slot : p.slots_on[date]) {
                if (!state.day(slot) || p.locked[slot]) continue;
                if (stop && stop()) return;
                call_day(slot);
            }
}

void Walk::settle(const Ints& slots) {
    for (int slot : slots) {
        const Ref day = state.day(slot);
        if (!day || p.locked[slot]) continue;
        const Ints& line = p.lines[day->unit];
        Ints beside;
        for (int step : {1, -1})
            for (int k = p.rank[slot] + step; k >= 0 && k < int(line.size()); k += step)
                if (state.day(line[k]) && !p.locked[line[k]]) {
                    beside.push_back(line[k]);
                    break;
                }
        Changes before;
        before.set(slot, day);
        for (int other : beside) before.set(other, state.day(other));
        Changes best;
        Value least;
        for (int light : p.unit_lights[day->unit]) {
            const Ints& window = p.call_window[day->unit];
            for (int call = (window[2 * light] + p.grid - 1) / p.grid * p.grid; call <= window[2 * light + 1]; call += 2 * p.grid) {
                Changes one;
                one.set(slot, book.day(slot, light, call, day->sequence));
                Value value = state.price(one);
                state.apply(one);
                for (int other : beside) value += call_day(other);
                if (best.days.empty() || std::tie(value.hard, value.cost) < std::tie(least.hard, least.cost)) {
                    least = value;
                    best.clear();
                    best.set(slot, state.day(slot));
                    for (int other : beside) best.set(other, state.day(other));
                }
                Changes back = before;
                state.apply(back);
            }
        }
        if (!best.days.empty() && (least.hard < 0 || (least.hard == 0 && least.cost < 0))) state.apply(best);
    }
}

}  // namespace intercut::board
