#include "days/calendar.hpp"

#include <algorithm>
#include <bit>
#include <chrono>

namespace intercut::days {

namespace {
constexpr Money never = INT64_MAX / 4;
using Clock = std::chrono::steady_clock;
}

struct Calendar::Run {
    Money below, extra;
    Mask needed;
    std::size_t most_ways;
    std::int64_t most_nodes;
    Found found{};
    Ints taken{};    // sets
    Ints slot_of{};  // of each taken set
    unsigned free = 0;       // taken sets without a slot
    std::vector<Money> cheapest{};
    Ints owed{};                   // by payee: days still to come
    std::vector<unsigned> mask{};  // by payee: slots so far
    Mask opened = 0;
    Clock::time_point until = Clock::time_point::max();
    bool late = false;
    // Whether to end; counts the nodes looked at.
    bool over() {
        if (++found.nodes % 256 == 0 && Clock::now() >= until) late = true;
        return full();
    }
    bool full() const { return late || found.nodes >= most_nodes || found.ways.size() >= most_ways; }
};

Calendar::Calendar(Tables tables, Sets sets, Terms terms)
    : exact_(std::move(tables)), sets_(std::move(sets)), terms_(std::move(terms)) {
    by_strip_.resize(64);
    for (std::size_t k = 0; k < sets_.strips.size(); k++) by_strip_[std::countr_zero(sets_.strips[k])].push_back(static_cast<int>(k));
    sort_by_loss();
    on_.assign(sets_.strips.size(), std::vector<Money>(terms_.n_slots, -2));
    const int n = terms_.n_slots;
    for (const Payee& payee : terms_.payees) {
        // low[slot][owed][mask of slots before it]
        std::vector<Money> low(static_cast<std::size_t>(n + 1) * (n + 1) << n, never);
        const auto at = [&](int slot, int owed, unsigned mask) -> Money& {
            return low[((static_cast<std::size_t>(slot) * (n + 1) + owed) << n) + mask];
        };
        for (unsigned mask = 0; mask < 1U << n; mask++)
            if (payee.pay[mask] >= 0) at(n, 0, mask) = payee.pay[mask];
        for (int slot = n - 1; slot >= 0; slot--)
            for (int owed = 0; owed <= n - slot; owed++)
                for (unsigned mask = 0; mask < 1U << slot; mask++) {
                    Money best = at(slot + 1, owed, mask);
                    if (owed) best = std::min(best, at(slot + 1, owed - 1, mask | 1U << slot));
                    at(slot, owed, mask) = best;
                }
        low_.push_back(std::move(low));
    }
}

void Calendar::sort_by_loss() {
    for (auto& found : by_strip_)
        std::stable_sort(found.begin(), found.end(), [&](int a, int b) { return sets_.loss[a] < sets_.loss[b]; });
}

void Calendar::set_losses(std::vector<Money> losses) {
    sets_.loss = std::move(losses);
    sort_by_loss();
}

Money Calendar::on(int set, int slot) {
    Money& known = on_[set][slot];
    if (known == -2 && !(sets_.open[set] >> slot & 1)) known = -1;
    if (known == -2) {
        const auto least = exact_.least_on(slot, sets_.options[set], sets_.least[set]);
        known = least ? sets_.fixed[set] + std::max(*least, sets_.least[set]) : -1;
        if (known >= 0) known += dated(set, slot);
    }
    return known;
}

Money Calendar::least_anywhere(int set) {
    Money best = -1;
    const Money floor = sets_.fixed[set] + sets_.least[set];
    for (int slot = 0; slot < terms_.n_slots && best != floor; slot++) {
        const Money here = on(set, slot);
        if (here >= 0 && (best < 0 || here < best)) best = here;
    }
    return best;
}

Found Calendar::search(Mask needed, int days, Money budget, Money extra, Money below, std::size_t most_ways, std::int64_t most_nodes,
                       double seconds) {
    stopped_ = false;
    Run run{.below = below, .extra = extra, .needed = needed, .most_ways = most_ways, .most_nodes = most_nodes};
    if (seconds > 0) run.until = Clock::now() + std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
    if (days <= terms_.n_slots) take(run, needed, days, budget);
    run.found.whole = !run.full() && !stopped_;
    std::stable_sort(run.found.ways.begin(), run.found.ways.end(), [](const Way& a, const Way& b) { return a.cost < b.cost; });
    return std::move(run.found);
}

// The strip with the lowest number that is left is in one of the sets still to be taken.
void Calendar::take(Run& run, Mask left, int days, Money budget) {
    if (run.over() || stopped_) return;
    if (!left) {
        if (!days) place(run);
        return;
    }
    if (!days || std::popcount(left) < days) return;
    for (int k : by_strip_[std::countr_zero(left)]) {
        if (sets_.loss[k] > budget) break;
        if (sets_.strips[k] & ~left) continue;
        run.taken.push_back(k);
        take(run, left & ~sets_.strips[k], days - 1, budget - sets_.loss[k]);
        run.taken.pop_back();
    }
}

void Calendar::place(Run& run) {
    run.found.partitions++;
    const std::size_t n = run.taken.size();
    run.cheapest.assign(n, 0);
    Money sum = run.extra;
    for (std::size_t k = 0; k < n; k++) {
        const Money least = least_anywhere(run.taken[k]);
        if (least < 0) return;
        run.cheapest[k] = least;
        sum += least;
    }
    run.owed.assign(terms_.payees.size(), 0);
    run.mask.assign(terms_.payees.size(), 0);
    for (int k : run.taken)
        for (std::size_t p = 0; p < terms_.payees.size(); p++) run.owed[p] += sets_.who[k] >> p & 1;
    run.slot_of.assign(n, -1);
    run.free = (1U << n) - 1;
    run.opened = 0;
    walk(run, 0, sum, 0, -1, 0, 0);
}

// Whether the dates of a set's strips and of those that have theirs, or come later, keep the gaps.
bool Calendar::keeps(const Run& run, int set, int slot) const {
    const int today = terms_.date[slot];
    for (const Terms::Gap& gap : terms_.gaps) {
        const bool one = sets_.strips[set] >> gap.one & 1, two = sets_.strips[set] >> gap.two & 1;
        if (one == two) continue;
        const int other = one ? gap.two : gap.one;
        for (std::size_t j = 0; j < run.taken.size(); j++) {
            if (!(sets_.strips[run.taken[j]] >> other & 1)) continue;
            if (run.slot_of[j] < 0) {  // later than today
                if (one ? gap.most <= 0 : gap.least >= 0) return false;
            } else {
                const int there = terms_.date[run.slot_of[j]];
                const int days = one ? there - today : today - there;
                if (days < gap.least || days > gap.most) return false;
            }
        }
    }
    return true;
}

// What two days in a row cost beyond the sum of both, as far as it is below `most`; else `most`.
Money Calendar::between(int one, int slot, int two, int next, Money most) {
    auto& [asked, found] = between_.try_emplace({one, slot, two, next}, -1, 0).first->second;
    if (found >= asked && asked < most) {
        const Money first = on(one, slot) - dated(one, slot), second = on(two, next) - dated(two, next);
        const Money a = first - sets_.fixed[one], b = second - sets_.fixed[two];
        found = exact_.both(slot, sets_.options[one], a, next, sets_.options[two], b, a + b + most) - a - b;
        asked = most;
    }
    return std::min(found, most);
}

Money Calendar::dated(int set, int slot) const {
    Money sum = 0;
    for (int o : sets_.options[set]) sum += terms_.dated[o][slot];
    return sum;
}

// A way with all its slots that costs so much without rests: those of dates in a row are counted in one.
void Calendar::keep(Run& run, Money cost) {
    std::vector<std::pair<int, int>> days;
    for (std::size_t k = 0; k < run.taken.size(); k++) days.emplace_back(run.slot_of[k], run.taken[k]);
    std::ranges::sort(days);
    Way way;
    std::vector<ExactDays::Link> row;
    const auto close = [&] {
        Money alone = 0;
        for (const ExactDays::Link& day : row) alone += day.alone;
        std::vector<ExactDays::Shot> shots;
        if (cost < run.below) cost += exact_.chain(row, alone + run.below - cost, shots) - alone;
        for (ExactDays::Shot& shot : shots) way.shots.push_back(std::move(shot));
        row.clear();
    };
    for (const auto& [slot, set] : days) {
        if (!row.empty() && terms_.date[row.back().slot] + 1 != terms_.date[slot]) close();
        row.push_back({slot, &sets_.options[set], on(set, slot) - dated(set, slot) - sets_.fixed[set]});
        way.slots.push_back(slot);
        way.sets.push_back(set);
    }
    close();
    if (cost >= run.below) return;
    way.cost = cost;
    // The same days may have been come to with the unit at other places in the end.
    for (Way& other : run.found.ways)
        if (other.slots == way.slots && other.sets == way.sets) {
            if (way.cost < other.cost) other = std::move(way);
            return;
        }
    run.found.ways.push_back(std::move(way));
}

// `day_costs`: of the days with their slots, and the cheapest of the others; `last`: the place the unit is at. What
// rest costs between days is counted for no two pairs that share a day: `rests` in all, `before` without the pair that ends
// with the day before.
void Calendar::walk(Run& run, int slot, Money day_costs, Money openings, int last, Money rests, Money before) {
    if (run.over() || stopped_) return;
    const int n = terms_.n_slots;
    Money cost = day_costs + openings + rests;
    for (std::size_t p = 0; p < terms_.payees.size(); p++) {
        cost += low_[p][((static_cast<std::size_t>(slot) * (n + 1) + run.owed[p]) << n) + run.mask[p]];
        if (cost >= run.below) return;
    }
    Mask ahead = 0;
    for (std::size_t k = 0; k < run.taken.size(); k++)
        if (run.free >> k & 1) ahead |= sets_.places[run.taken[k]];
    for (Mask m = ahead & ~run.opened; m; m &= m - 1) cost += terms_.opening[std::countr_zero(m)];
    if (cost >= run.below) return;
    if (!run.free) {
        keep(run, cost - rests);
        return;
    }
    if (std::popcount(run.free) > n - slot) return;
    if (std::popcount(run.free) < n - slot) walk(run, slot + 1, day_costs, openings, last, rests, rests);
    for (std::size_t k = 0; k < run.taken.size(); k++) {
        if (!(run.free >> k & 1)) continue;
        const int set = run.taken[k];
        const Money here = on(set, slot);
        if (here < 0 || !keeps(run, set, slot)) continue;
        Money turned = 0;
        for (const auto& rule : terms_.turned)  // the later one here, the earlier one still to come
            if (sets_.strips[set] >> rule.later & 1)
                for (std::size_t j = 0; j < run.taken.size(); j++)
                    if (j != k && (run.free >> j & 1) && (sets_.strips[run.taken[j]] >> rule.earlier & 1)) turned += rule.price;
        Money with = rests;
        if (slot > 0 && terms_.date[slot] == terms_.date[slot - 1] + 1)
            for (std::size_t j = 0; j < run.taken.size(); j++)
                if (run.slot_of[j] == slot - 1) {
                    const Money most = run.below - cost + run.cheapest[k] - here + (rests - before);
                    if (most <= 0) {
                        with = never;
                        break;
                    }
                    const Money extra = between(run.taken[j], slot - 1, set, slot, most);
                    with = extra >= most ? never : std::max(rests, before + extra);
                }
        if (with == never) continue;
        const Mask places = sets_.places[set];
        Money opens = 0;
        for (Mask m = places; m; m &= m - 1) {
            const int p = std::countr_zero(m);
            opens += terms_.opening[p] + (run.opened >> p & 1 ? terms_.reopened[p] : 0);
        }
        const Mask opened = run.opened;
        run.opened |= places;
        run.free &= ~(1U << k);
        run.slot_of[k] = slot;
        for (std::size_t p = 0; p < terms_.payees.size(); p++)
            if (sets_.who[set] >> p & 1) {
                run.owed[p]--;
                run.mask[p] |= 1U << slot;
            }
        const Money then = day_costs - run.cheapest[k] + here + turned;
        // The unit begins where it is, or comes to every place anew; it ends at any place but, of several, the first.
        const bool back = last >= 0 && (places >> last & 1);
        if (std::popcount(places) == 1) {
            const int p = std::countr_zero(places);
            const Money saved = back ? terms_.opening[p] + (opened >> p & 1 ? terms_.reopened[p] : 0) : 0;
            walk(run, slot + 1, then, openings + opens - saved, p, with, rests);
        } else {
            for (Mask m = places; m; m &= m - 1) {
                const int end = std::countr_zero(m);
                const Money saved = back && end != last ? terms_.opening[last] + terms_.reopened[last] : 0;
                walk(run, slot + 1, then, openings + opens - saved, end, with, rests);
            }
        }
        for (std::size_t p = 0; p < terms_.payees.size(); p++)
            if (sets_.who[set] >> p & 1) {
                run.owed[p]++;
                run.mask[p] &= ~(1U << slot);
            }
        run.slot_of[k] = -1;
        run.free |= 1U << k;
        run.opened = opened;
    }
}

}  // namespace intercut::days
