// Preferences over more than a day, and order rules (twin of wishes.py and order.py).
#include <algorithm>
#include <tuple>

#include "board/state.hpp"

namespace intercut::board {

Money State::line(int unit) const {
    Money cost = 0;
    bool first = true, night = false, other = false;
    int place = -1, back = 0, again = 0, shot = 0;
    std::vector<char> seen(p.n_places, 0);
    for (int slot : p.lines[unit]) {
        const Day* day = days_[slot].get();
        if (!day || day->entries.empty()) continue;
        shot++;
        if (first) {
            for (const auto& wish : p.light_first)
                if (Money(day->wrap) * 100 > p.normal[unit] * wish[1]) cost += wish[0];
            for (const auto& wish : p.big_first)
                for (const Entry& e : day->entries) cost += wish[0] * (p.eighths[p.option_strip[e.option]] >= wish[1]);
            first = false;
        }
        if (day->light == 2) {
            back += night && other;
            night = true, other = false;
        } else {
            other = true;
        }
        for (int visit : day->visits)
            if (visit != place) {
                again += seen[visit];
                seen[visit] = 1;
                place = visit;
            }
    }
    cost += back * p.nights_together + again * p.places_shot_out;
    if (p.unpriced[unit]) cost += shot * p.few_days;
    return cost;
}

// Weather-bound unit days without cover left at their base.
Money State::cover() const {
    // per base + 1: the last date with cover, or a strip of cover not scheduled yet
    std::vector<int> last(p.n_bases + 1, -1);
    std::vector<char> spare(p.n_bases + 1, 0);
    for (int s = 0; s < p.n_strips; s++)
        if (p.covers[s] && at_[s].slot < 0 && active(s))
            for (int base : p.cover_bases[s]) spare[base + 1] = 1;
    std::vector<std::pair<int, int>> bound;
    for (int slot = 0; slot < p.n_slots; slot++) {
        const Day* day = days_[slot].get();
        if (!day) continue;
        for (const Entry& e : day->entries)
            if (p.covers[p.option_strip[e.option]]) {
                int& at = last[p.place_base[p.option_place[e.option]] + 1];
                at = std::max(at, day->date);
            }
        if (day->weather) bound.emplace_back(day->base, day->date);
    }
    Money count = 0;
    for (const auto& [base, date] : bound) count += !spare[base + 1] && last[base + 1] <= date;
    return p.cover_price * count;
}

bool State::first_of(int scene, const std::vector<Position>& at, int& begin, int& n, int& strip) const {
    strip = -1;
    for (int s : p.strips_of_scene[scene]) {
        if (at[s].slot < 0) continue;
        if (strip < 0 || std::tie(at[s].begin, at[s].n, s) < std::tie(begin, n, strip))
            begin = at[s].begin, n = at[s].n, strip = s;
    }
    return strip >= 0;
}

// How many more neighbours in the script are shot the other way, now than before.
int State::story(const Changes& changes) {
    scene_list_.clear();
    const auto gather = [&](const Day* day) {
        if (!day) return;
        for (const Entry& e : day->entries)
            for (int scene : p.scenes_of[p.option_strip[e.option]])
                if (!in_scenes_[scene]) in_scenes_[scene] = 1, scene_list_.push_back(scene);
    };
    for (const Change& c : changes.days) gather(c.day.get()), gather(days_[c.slot].get());
    std::sort(scene_list_.begin(), scene_list_.end());
    int begin = 0, n = 0, strip = 0;
    // the next scene that is placed and does not change
    const auto settled = [&](int scene, int step) {
        int at = scene + step;
        while (at >= 0 && at < p.n_scenes && (in_scenes_[at] || !first_of(at, at_, begin, n, strip))) at += step;
        return at;
    };
    const auto disjoint = [&](int a, int b) {
        for (int role : p.roles_of[a])
            if (std::find(p.roles_of[b].begin(), p.roles_of[b].end(), role) != p.roles_of[b].end()) return false;
        return true;
    };
    std::vector<std::pair<int, int>> spans;
    int done = -1;
    for (int scene : scene_list_) {
        if (scene <= done) continue;
        // a run reaches from one settled scene to the next
        const int low = settled(scene, -1), high = settled(scene, 1);
        done = high;
        spans.emplace_back(std::max(low, 0), std::min(high, p.n_scenes - 1));
    }
    const auto turned = [&]() {
        int count = 0;
        for (const auto& [low, high] : spans) {
            int b0 = 0, n0 = 0, s0 = -1;
            for (int scene = low; scene <= high; scene++) {
                int b1 = 0, n1 = 0, s1 = 0;
                if (!first_of(scene, at_, b1, n1, s1)) continue;
                if (s0 >= 0 && std::tie(b1, n1) < std::tie(b0, n0) && !disjoint(s0, s1)) count++;
                b0 = b1, n0 = n1, s0 = s1;
            }
        }
        return count;
    };
    const int now = turned();
    // the way it was: positions put back, and forth again
    for (auto it = undo_.rbegin(); it != undo_.rend(); ++it) std::swap(at_[it->first], it->second);
    const int then = turned();
    for (auto& one : undo_) std::swap(at_[one.first], one.second);
    for (int scene : scene_list_) in_scenes_[scene] = 0;
    return now - then;
}

Money State::wishes_part(const Changes& changes, bool commit) {
    Money cost = 0;
    if (p.any_line)
        for (int unit = 0; unit < p.n_units; unit++) {
            bool touched = false;
            for (const Change& c : changes.days) touched |= p.slot_unit[c.slot] == unit;
            if (!touched) continue;
            const Money now = line(unit);
            cost += now - line_cost_[unit];
            if (commit) line_cost_[unit] = now;
        }
    if (p.any_cover) {
        const Money now = cover();
        cost += now - cover_cost_;
        if (commit) cover_cost_ = now;
    }
    if (p.story) cost += p.story * story(changes);
    return cost;
}

// ---------------------------------------------------------------------------------------- order rules

int State::order_breaks(const Order& order) const {
    const auto placed = [&](int s) { return at_[s].slot >= 0; };
    int count = 0;
    switch (order.kind) {
    case BEFORE:
        for (int s : order.groups[1]) {
            if (!placed(s)) continue;
            const Position& b = at_[s];
            for (int t : order.groups[0]) {
                if (!placed(t)) continue;
                const Position& a = at_[t];
                const int gap = b.date - a.date;
                bool early;
                if (order.gap > 0)
                    early = gap < order.gap;
                else if (a.date != b.date)
                    early = a.date > b.date;
                else if (a.slot == b.slot)
                    early = a.n >= b.n;
                else
                    early = a.end > b.begin;
                count += early || (order.most_gap >= 0 && gap > order.most_gap);
            }
        }
        return count;
    case SAME_DAY: {
        const Position* first = nullptr;
        for (int s : order.groups[0])
            if (placed(s) && (!first || at_[s].begin < first->begin)) first = &at_[s];
        for (int s : order.groups[0]) count += placed(s) && at_[s].date != first->date;
        return count;
    }
    case NOT_SAME_DAY:
        for (std::size_t n = 0; n < order.groups.size(); n++)
            for (std::size_t m = n + 1; m < order.groups.size(); m++)
                for (int a : order.groups[n])
                    for (int b : order.groups[m])
                        count += a != b && placed(a) && placed(b) && at_[a].date == at_[b].date;
        return count;
    case CONTINUES: {
        const auto& own = order.groups[0];
        const auto& call = order.groups[1];
        const auto shares = [&](int s, const Ints& others) {
            return std::any_of(others.begin(), others.end(),
                               [&](int o) { return placed(o) && p.set_of[o] == p.set_of[s]; });
        };
        bool shared = false;
        for (int s : own) shared |= placed(s) && shares(s, call);
        const auto counts = [&](int s, const Ints& others) { return placed(s) && (!shared || shares(s, others)); };
        int slot = -1, mine = 0, away = 0;
        bool first = true;
        for (int s : call) {
            if (!counts(s, own)) continue;
            if (first)
                slot = at_[s].slot, first = false;
            else
                away += at_[s].slot != slot;
        }
        if (first) return 0;
        for (int s : own)
            if (counts(s, call)) mine++, away += at_[s].slot != slot;
        return mine ? away : 0;
    }
    case SITTINGS: {
        int a = -1;
        for (int b : order.groups[0]) {
            if (!placed(b)) continue;
            if (a >= 0 && p.sitting[b] == p.sitting[a] + 1) {
                const Position &at = at_[a], &bt = at_[b];
                const int unit = p.slot_unit[at.slot];
                bool broken = p.option_place[at.option] != p.option_place[bt.option] ||
                              p.slot_unit[bt.slot] != unit || bt.date <= at.date;
                for (int d = at.date + 1; d < bt.date && !broken; d++) broken = p.working[unit][d] != 0;
                count += broken;
            }
            a = b;
        }
        return count;
    }
    default: return 0;
    }
}

Value State::orders_part(bool commit) {
    Value value;
    touched_orders_.clear();
    for (const auto& one : undo_)
        for (int n : p.orders_of[one.first])
            if (order_stamp_[n] != stamp_) order_stamp_[n] = stamp_, touched_orders_.push_back(n);
    for (int n : touched_orders_) {
        const Order& order = p.orders[n];
        const int broken = order_breaks(order);
        const Value now = order.price < 0 ? Value{broken, 0, 0} : Value{0, 0, broken * order.price};
        value += now, value -= order_value_[n];
        if (commit) order_value_[n] = now;
    }
    return value;
}

}  // namespace intercut::board
