// Take related strips out and put each back where it costs least; scenes shot otherwise; events elsewhere.
// After Schrimpf and others (2000), with the blinks of Christiaens and Vanden Berghe (2020).
#include <algorithm>

#include "board/walk.hpp"

namespace intercut::board {

namespace {
constexpr double blink = 0.03;
constexpr int least_priced = 3;
constexpr std::size_t most_ways = 150, most_blinked = 60, most_rested = 4;
constexpr int further_ways = 60, further_blinked = 24, most_left_over = 4;
}  // namespace

Kept Walk::keep() const {
    Kept kept{state.days(), {}, {}};
    for (int e = 0; e < p.n_events; e++) kept.events.push_back(state.event_at(e));
    for (int c = 0; c < p.n_choices; c++) kept.modes.push_back(state.mode(c));
    return kept;
}

void Walk::restore(const Kept& kept) {
    Changes back;
    for (int slot = 0; slot < p.n_slots; slot++)
        if (!(kept.days[slot] == state.day(slot))) back.set(slot, kept.days[slot]);
    for (int e = 0; e < p.n_events; e++)
        if (kept.events[e] != state.event_at(e)) back.events.push_back({e, kept.events[e]});
    if (!back.days.empty() || !back.events.empty()) state.apply(back);
    for (int c = 0; c < p.n_choices; c++)
        if (kept.modes[c] != state.mode(c)) state.set_mode(c, kept.modes[c]);
}

void Walk::fill(const Board& board) {
    Kept wanted;
    wanted.days.resize(p.n_slots);
    for (const PlacedDay& d : board.days) wanted.days[d.slot] = book.day(d.slot, d.light, d.call, d.sequence);
    wanted.events = board.events, wanted.modes = board.modes;
    restore(wanted);
}

Board Walk::board_of(const Kept& kept) {
    Board found{{}, kept.events, kept.modes};
    for (const Ref& day : kept.days)
        if (day) found.days.push_back({day->slot, day->light, day->call, day->sequence});
    return found;
}

bool Walk::take_out(const Ints& strips) {
    std::vector<std::pair<int, Ints>> by_slot;
    for (int s : strips) {
        const int slot = state.slot_of(s);
        if (slot < 0) continue;
        auto at = std::find_if(by_slot.begin(), by_slot.end(), [&](auto& b) { return b.first == slot; });
        if (at == by_slot.end()) at = by_slot.insert(by_slot.end(), {slot, {}});
        at->second.push_back(state.at(s).option);
    }
    trial_.clear();
    for (auto& [slot, options] : by_slot) {
        const Ref& day = state.day(slot);
        Ref left = arranger.removed(*day, options);
        if (left && left->hard > day->hard) return false;
        trial_.set(slot, left);
    }
    if (state.price(trial_).hard > 0) return false;
    state.apply(trial_);
    return true;
}

// Slots to look at: all, or in a large production those where the place is used already and an even choice of others.
Ints Walk::ways(int strip, int option, bool blinks) {
    const Ints& slots = p.option_slots[option];
    if (slots.size() <= (blinks ? most_blinked : most_ways)) return slots;
    const int place = p.option_place[option];
    Ints here, others;
    for (int slot : slots) {
        const Ref& day = state.day(slot);
        const bool used = day && std::find(day->visits.begin(), day->visits.end(), place) != day->visits.end();
        (used ? here : others).push_back(slot);
    }
    const int most = blinks ? further_blinked : further_ways, step = std::max(1, (int(others.size()) + most - 1) / most);
    for (std::size_t n = blinks ? chance.below(step) : strip % step; n < others.size(); n += step)
        here.push_back(others[n]);
    return here;
}

bool Walk::cheapest(int strip, bool blinks, Changes& best) {
    bool found = false;
    Value least;
    Changes one;
    std::vector<std::pair<int, Ref>> tired;  // ways that only lack a night's rest
    foreseen_.clear();
    Foresight& foresight = state.foresight();
    for (int option : p.options_of[strip])
        for (int slot : ways(strip, option, blinks)) {
            if (p.locked[slot] && !p.has_fixed_day[slot]) continue;
            if (blinks && chance.happens(blink)) continue;
            if (state.day(slot) && arranger.too_much(*state.day(slot), option)) continue;
            foresight.begin();
            foresight.strip(strip, slot, 1);
            foreseen_.push_back({foresight.change(), blinks ? chance.below(1 << 20) : 0, option, slot});
        }
    std::sort(foreseen_.begin(), foreseen_.end());
    int priced = 0;
    for (const Foreseen& way : foreseen_) {
        if (found && priced >= least_priced && double(way.guess) + less_[PUT] >= double(least.cost)) break;
        Ref day = arranger.inserted(way.slot, state.day(way.slot), way.option);
        if (!day) continue;
        one.clear();
        one.set(way.slot, day);
        const Value value = state.price_legal(one);
        if (value.hard > 0) {
            if (value.hard <= value.soon && tired.size() < most_rested) tired.emplace_back(way.slot, day);
            continue;
        }
        priced++;
        kind_ = PUT, guess_ = way.guess;
        learn(value.cost);
        if (!found || value.cost < least.cost) {
            found = true, least = value;
            best.days = one.days, best.events.clear();
        }
    }
    for (std::size_t n = 0; n < tired.size() && !found; n++) {
        one.clear();
        one.set(tired[n].first, tired[n].second);
        Value value = state.price(one);
        if (!rested(one, value)) continue;
        found = true;
        best.days = one.days, best.events.clear();
    }
    return found;
}

int Walk::put_back(const Ints& strips, bool blinks, const std::function<bool()>& stop) {
    int left = 0;
    for (int strip : strips) {
        if (stop && stop()) break;
        Changes best;
        if (cheapest(strip, blinks, best))
            state.apply(best);
        else
            left++;
    }
    return left;
}

Ints Walk::chosen(int most) {
    const double draw = chance.share();
    Ints pool;
    const auto add_day = [&](int slot) {
        if (slot < 0 || !state.day(slot)) return;
        for (int o : state.day(slot)->sequence)
            if (o >= 0) pool.push_back(p.option_strip[o]);
    };
    if (draw < 0.30) {
        add_day(used_slot());
        if (chance.happens(0.4)) add_day(used_slot());
    } else if (draw < 0.50) {
        const int who = chance.below(std::max(1, p.n_people));
        for (int s = 0; s < p.n_strips; s++)
            if (std::find(p.people_of[s].begin(), p.people_of[s].end(), who) != p.people_of[s].end()) pool.push_back(s);
    } else if (draw < 0.64 && p.n_options) {
        const int place = p.option_place[chance.below(p.n_options)];
        for (int o = 0; o < p.n_options; o++)
            if (p.option_place[o] == place) pool.push_back(p.option_strip[o]);
    } else if (draw < 0.74) {  // days that follow each other
        const int slot = used_slot();
        if (slot >= 0) {
            const Ints& line = p.lines[p.slot_unit[slot]];
            for (int k = p.rank[slot]; k < std::min(int(line.size()), p.rank[slot] + 5); k++) add_day(line[k]);
        }
    } else if (draw < 0.94) {
        const int strip = chance.below(p.n_strips);
        pool = p.alike[strip];
        pool.push_back(strip);
    } else {
        for (int s = 0; s < p.n_strips; s++) pool.push_back(s);
    }
    std::sort(pool.begin(), pool.end());
    pool.erase(std::unique(pool.begin(), pool.end()), pool.end());
    pool.erase(std::remove_if(pool.begin(), pool.end(), [&](int s) { return !free_strip(s); }), pool.end());
    chance.shuffle(pool);
    const std::size_t count = std::size_t(chance.between(2, most));
    if (pool.size() > count) pool.resize(count);
    return pool;
}

bool Walk::ruin(int most) {
    const Ints strips = chosen(most);
    if (strips.empty() || !take_out(strips)) return false;
    Ints back = state.boneyard();
    if (int(back.size()) > int(strips.size()) + most_left_over) {  // all that was taken out, and some of the others
        chance.shuffle(back);
        std::stable_partition(back.begin(), back.end(),
                              [&](int s) { return std::find(strips.begin(), strips.end(), s) != strips.end(); });
        back.resize(strips.size() + most_left_over);
    }
    const double how = chance.share();
    if (how < 0.4) {
        std::stable_sort(back.begin(), back.end(), [&](int a, int b) { return p.minutes[a] > p.minutes[b]; });
    } else if (how < 0.6) {
        const auto freedom = [&](int s) {
            std::size_t count = 0;
            for (int o : p.options_of[s]) count += p.option_slots[o].size();
            return count;
        };
        std::stable_sort(back.begin(), back.end(), [&](int a, int b) { return freedom(a) < freedom(b); });
    } else {
        chance.shuffle(back);
    }
    put_back(back, true);
    return true;
}

bool Walk::flip_mode() {
    if (!p.n_choices) return false;
    const int choice = chance.below(p.n_choices);
    const int mode = chance.below(int(p.choices[choice].size())), old = state.mode(choice);
    if (mode == old) return false;
    const Ints& mine = p.choices[choice][old];
    for (int s : mine)
        if (state.slot_of(s) >= 0 && !free_strip(s)) return false;
    if (!take_out(mine)) return false;
    state.set_mode(choice, mode);
    put_back(p.choices[choice][mode], true);
    return true;
}

bool Walk::best_way(int event, const Ints& ways) {
    bool found = false;
    Value least;
    int best = -1;
    Changes one;
    for (int way : ways) {
        one.clear();
        one.events.push_back({event, way});
        const Value value = state.price(one);
        if (value.hard <= 0 && (!found || value.cost < least.cost)) found = true, least = value, best = way;
    }
    if (!found) return false;
    one.clear();
    one.events.push_back({event, best});
    state.apply(one);
    return true;
}

bool Walk::place_event(int event) {
    constexpr int most_tried = 240;
    const int count = int(p.ways[event].size()), step = std::max(1, count / most_tried);
    Ints some, all;
    for (int way = 0; way < count; way++) {
        all.push_back(way);
        if (way % step == 0) some.push_back(way);
    }
    return best_way(event, some) || (step > 1 && best_way(event, all));
}

}  // namespace intercut::board
