#include "days/exact_day.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace intercut::days {

namespace {
constexpr int latest = 4320;  // relaxed/alone.py
constexpr Money none = INT64_MAX;
}  // namespace

struct ExactDays::Walk {
    int slot;
    const Ints* options;
    Money floor;  // no order costs less
    Money best = none;
    const Ints* after = nullptr;   // of each option: not begun before
    const Ints* people = nullptr;  // whose last shots are asked for, of every order below `best`
    std::function<void(Money, const Ints&, int light, int call)> told{};
    Shot shot{};  // how the day is shot at the best price
    unsigned used = 0;
    int left = 0;            // minutes and set-ups of what is not yet in the order
    Ints order{}, places{};  // options, and where they stand in `options`
    Ints begins{}, ends{};  // work without meals at first shot and last, by place in the order
    // The clock after the order so far.
    int now = 0, since = 0, moves = 0, work = 0;
    Money cost = 0;
};

ExactDays::ExactDays(Tables tables) : t_(std::move(tables)) {
    // Options with the same windows on two slots need looking at once.
    std::map<std::vector<Spans>, int> seen;
    kinds_.resize(t_.windows.size());
    for (std::size_t slot = 0; slot < t_.windows.size(); slot++) {
        kinds_[slot].resize(t_.strip.size());
        for (std::size_t o = 0; o < t_.strip.size(); o++) {
            std::vector<Spans> key;
            for (std::size_t light = 0; light < t_.windows[slot].size(); light++) {
                key.push_back(t_.windows[slot][light][o]);
                key.push_back(t_.calls[slot][light]);
            }
            kinds_[slot][o] = seen.emplace(std::move(key), static_cast<int>(seen.size())).first->second;
        }
    }
}

Money ExactDays::overtime(int length) const {
    const int beyond = length - t_.normal;
    return beyond <= 0 ? 0 : (beyond + 59) / 60 * t_.overtime_hour;
}

int ExactDays::length_of(int work) const {
    int meals = 0;
    if (t_.meal_after > 0 && t_.meal_length > 0 && work > 0) meals = (work + t_.meal_after - 1) / t_.meal_after - 1;
    return work + meals * t_.meal_length + t_.unit_wrap;
}

std::string ExactDays::key_of(int slot, const Ints& options) const {
    std::string key;
    key.reserve(options.size() * 6 + 8);
    for (int o : options) {
        key += std::to_string(o);
        key += t_.calls_free ? ' ' : ':';
        if (!t_.calls_free) key += std::to_string(kinds_[slot][o]) + ' ';
    }
    return key;
}

std::optional<Money> ExactDays::least_on(int slot, const Ints& options, Money floor) {
    std::string key = key_of(slot, options);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    Walk walk{.slot = slot, .options = &options, .floor = floor};
    for (int o : options) walk.left += t_.setup[o] + t_.minutes[o];
    step(walk, 0);
    std::optional<Money> answer;
    if (walk.best != none) answer = walk.best;
    known_.emplace(std::move(key), answer);
    return answer;
}

void ExactDays::step(Walk& w, int depth) {
    const Ints& options = *w.options;
    if (depth == static_cast<int>(options.size())) {
        finish(w);
        return;
    }
    const int last = w.order.empty() ? -1 : w.order.back();
    const int length = t_.meal_after > 0 ? t_.meal_length : 0;
    for (std::size_t k = 0; k < options.size() && w.best > w.floor; k++) {
        if (w.used >> k & 1) continue;
        const int o = options[k];
        bool free = true;
        for (std::size_t j = 0; j < options.size() && free; j++)
            free = (w.used >> j & 1) || j == k || !t_.before[t_.strip[options[j]]][t_.strip[o]];
        if (!free) continue;
        const auto now = w.now, since = w.since, moves = w.moves, work = w.work;
        const auto cost = w.cost;
        int move = 0, setup = t_.setup[o];
        if (last < 0) {
            setup += t_.first_shot + t_.place_setup[t_.place[o]];
        } else if (t_.place[last] != t_.place[o]) {
            move = t_.move_minutes[t_.place[last]][t_.place[o]];
            w.cost += t_.move_cost[t_.place[last]][t_.place[o]] + t_.move_price;
            w.moves++;
            setup += t_.place_setup[t_.place[o]];
        } else if (t_.set[last] != t_.set[o]) {
            setup += t_.set_change;
        } else if (t_.light[last] != t_.light[o]) {
            setup += t_.light_change;
        }
        const int total = move + setup + t_.minutes[o];
        w.begins.push_back(w.work + move + setup);
        w.work += total;
        w.ends.push_back(w.work);
        if (length > 0 && w.now > w.since && w.now + total > w.since + t_.meal_after) w.now = w.since = w.now + length;
        w.now += total;
        while (length > 0 && w.now > w.since + t_.meal_after) {
            w.since += t_.meal_after + length;
            w.now += length;
        }
        w.left -= t_.setup[o] + t_.minutes[o];
        w.used |= 1U << k;
        w.order.push_back(o);
        w.places.push_back(static_cast<int>(k));
        const int least = w.now + w.left + t_.unit_wrap;
        const bool fits = (t_.longest < 0 || least <= t_.longest) && (t_.most_moves < 0 || w.moves <= t_.most_moves);
        if (fits && w.cost + overtime(least) < w.best) step(w, depth + 1);
        w.order.pop_back();
        w.places.pop_back();
        w.used &= ~(1U << k);
        w.left += t_.setup[o] + t_.minutes[o];
        w.begins.pop_back();
        w.ends.pop_back();
        w.now = now, w.since = since, w.moves = moves, w.work = work, w.cost = cost;
    }
}

void ExactDays::finish(Walk& w) const {
    const int wrap = w.now + t_.unit_wrap;
    Money cost = w.cost;
    const int beside = std::abs(wrap - t_.normal);
    for (const auto& [price, minutes] : t_.balanced)
        if (beside > minutes) cost += price;
    if (t_.child_price) {
        bool alone = false;
        for (int o : w.order) {
            if (!t_.with_child[o]) alone = true;
            else if (alone) cost += t_.child_price;
        }
    }
    if (w.order.size() >= 3)
        for (const auto& [price, least] : t_.big)
            cost += price * ((t_.eighths[w.order.front()] >= least) + (t_.eighths[w.order.back()] >= least));
    if (t_.story_price)
        for (std::size_t j = 0; j < w.order.size(); j++)
            for (std::size_t k = j + 1; k < w.order.size(); k++)
                if (t_.turned[t_.strip[w.order[j]]][t_.strip[w.order[k]]]) cost += t_.story_price;
    const auto own = own_overtime(w, nullptr);
    if (!own) return;
    const Money least = cost + *own + overtime(wrap);
    if (least >= w.best) return;
    if (t_.calls_free) {
        w.best = least;
        w.shot = {0, 0, w.order};
        return;
    }
    timed(w, [&](int length, const Ints& ends, int light, int call, Money paid) {
        const Money price = cost + paid + overtime(std::max(wrap, length));
        if (!w.people) {
            if (price < w.best) w.best = price, w.shot = {light, call, w.order};
            return price > least;  // no call makes it cheaper
        }
        if (price < w.best) w.told(price, ends, light, call);
        return true;
    });
}

// A strip after a way and set-up of so many minutes, begun within its windows after any wait: every state its end may find the
// clock in (twin of relaxed/waiting.py).
void ExactDays::shoot(const Moment& from, int way, int minutes, const Spans& window, int earliest, std::vector<Moment>& found) const {
    const int after = t_.meal_after, meal = after > 0 ? t_.meal_length : 0;
    const int total = way + minutes;
    const auto begin_at = [&](int ready) {
        int begin = INT32_MAX;
        for (const auto& [a, b] : window)
            if (std::max(ready, earliest) <= b) begin = std::min(begin, std::max({a, ready, earliest}));
        return begin;
    };
    const auto covers = [](const Moment& one, const Moment& two) {
        return one.time <= two.time && one.low <= two.low && one.high >= two.high && one.eaten >= two.eaten;
    };
    const auto keep = [&](const Moment& m) {
        for (const Moment& other : found)
            if (covers(other, m)) return;
        std::erase_if(found, [&](const Moment& other) { return covers(m, other); });
        found.push_back(m);
    };
    int begin = begin_at(from.time + way);
    if (meal <= 0) {
        if (begin != INT32_MAX) keep({begin + minutes, 0, 0, false});
        return;
    }
    const int inside = std::max(0, (total + after - 1) / after - 1);  // meals within so long a piece begun just after one
    if (begin != INT32_MAX) {
        const int high = from.high + (from.eaten ? begin - from.time - way : 0);
        if (begin + minutes <= high + after)
            keep({begin + minutes, std::max(from.low, begin + minutes - after), high, from.eaten});
        if (inside > 0 && from.high >= from.time && begin == from.time + way) {
            const int last = from.time + inside * (after + meal);
            keep({begin + minutes + inside * meal, last, last, true});
        }
    }
    begin = begin_at(std::max(from.time, from.low + after - total + 1) + meal + way);
    if (begin == INT32_MAX) return;
    const int more = inside * (after + meal);
    keep({begin + minutes + inside * meal, from.time + meal + more, begin - way + more, true});
}

// Every light and call the order can be shot at, as early as it can be: minutes from call to wrap, and the end of each strip.
// `told` says whether to go on.
template <class Told>
void ExactDays::timed(const Walk& w, Told told) const {
    const int longest = t_.longest < 0 ? latest : t_.longest;
    const auto& slot = t_.windows[w.slot];
    std::vector<Moment> now, then;
    Ints ends(w.order.size());
    for (std::size_t light = 0; light < slot.size(); light++) {
        bool open = true;
        for (int o : w.order) open = open && !slot[light][o].empty();
        if (!open) continue;
        const auto own = own_overtime(w, &slot[light]);
        if (!own) continue;
        for (const auto& [low, high] : t_.calls[w.slot][light]) {
            for (int call = high; call >= low; call -= t_.grid) {
                now.assign(1, {call, call, call, false});
                for (std::size_t n = 0; n < w.order.size() && !now.empty(); n++) {
                    const int way = w.begins[n] - (n ? w.ends[n - 1] : 0);
                    const int earliest = w.after ? (*w.after)[w.places[n]] : INT32_MIN;
                    then.clear();
                    for (const Moment& moment : now)
                        shoot(moment, way, t_.minutes[w.order[n]], slot[light][w.order[n]], earliest, then);
                    std::swap(now, then);
                    ends[n] = INT32_MAX;
                    for (const Moment& moment : now) ends[n] = std::min(ends[n], moment.time);
                }
                if (now.empty()) continue;
                const int length = ends.back() + t_.unit_wrap - call;
                if (length <= longest && !told(length, ends, static_cast<int>(light), call, *own)) return;
            }
        }
    }
}

// Add an ending unless another is no dearer and nobody's is later; leave out those it beats.
void ExactDays::keep(std::vector<Ending>& kept, Ending ending) {
    for (const Ending& other : kept)
        if (other.price <= ending.price && std::ranges::equal(other.ends, ending.ends, std::less_equal())) return;
    std::erase_if(kept, [&](const Ending& other) {
        return other.price >= ending.price && std::ranges::equal(ending.ends, other.ends, std::less_equal());
    });
    kept.push_back(std::move(ending));
}

std::vector<ExactDays::Ending> ExactDays::endings_after(int slot, const Ints& options, const Ints& people, const Ints* after,
                                                        Money most) {
    std::vector<Ending> kept;
    Walk walk{.slot = slot, .options = &options, .floor = INT64_MIN, .best = most, .after = after, .people = &people};
    walk.told = [&](Money price, const Ints& ends, int light, int call) {
        Ending ending{price, Ints(people.size(), INT32_MIN), {{light, call, walk.order}}};
        for (std::size_t n = 0; n < walk.order.size(); n++)
            for (std::size_t p = 0; p < people.size(); p++)
                if (std::ranges::count(t_.cast[walk.order[n]], people[p])) ending.ends[p] = ends[n];
        keep(kept, std::move(ending));
    };
    for (int o : options) walk.left += t_.setup[o] + t_.minutes[o];
    step(walk, 0);
    std::stable_sort(kept.begin(), kept.end(), [](const Ending& a, const Ending& b) { return a.price < b.price; });
    return kept;
}

const std::vector<ExactDays::Ending>& ExactDays::endings(int slot, const Ints& options, const Ints& people, Money most) {
    std::string key = key_of(slot, options);
    for (int p : people) key += '/' + std::to_string(p);
    auto& [asked, found] = endings_[key];
    if (asked < most) {
        asked = most;
        found = endings_after(slot, options, people, nullptr, most);
    }
    return found;
}

// Who is in both of two days between which rest binds.
Ints ExactDays::shared(const Ints& first, const Ints& then) const {
    Ints people;
    if (t_.rest.empty()) return people;
    const auto in = [&](const Ints& options, int p) {
        return std::ranges::any_of(options, [&](int o) { return std::ranges::count(t_.cast[o], p) > 0; });
    };
    for (int p = 0; p < static_cast<int>(t_.ready.size()); p++)
        if (in(first, p) && in(then, p)) people.push_back(p);
    return people;
}

// When each option may begin on the date after `slot`, where people's last shots were.
Ints ExactDays::ready_after(int slot, const Ints& people, const Ints& ends, const Ints& then) const {
    Ints after(then.size(), INT32_MIN);
    for (std::size_t p = 0; p < people.size(); p++) {
        const int who = people[p];
        const int ready = ends[p] + t_.strike[who] + t_.rest[slot][who] + t_.ready[who];
        for (std::size_t k = 0; k < then.size(); k++)
            if (std::ranges::count(t_.cast[then[k]], who)) after[k] = std::max(after[k], ready);
    }
    return after;
}

Money ExactDays::both(int slot, const Ints& first, Money one, int next, const Ints& then, Money two, Money most) {
    const Ints people = shared(first, then);
    if (people.empty()) return std::min(most, one + two);
    Money best = most;
    for (const Ending& ending : endings(slot, first, people, most - two)) {
        if (ending.price + two >= best) break;
        const Ints after = ready_after(slot, people, ending.ends, then);
        Walk walk{.slot = next, .options = &then, .floor = two, .best = best - ending.price, .after = &after};
        for (int o : then) walk.left += t_.setup[o] + t_.minutes[o];
        step(walk, 0);
        best = std::min(best, ending.price + walk.best);
    }
    return best;
}

Money ExactDays::chain(const std::vector<Link>& days, Money most, std::vector<Shot>& shots) {
    std::vector<Ending> states{{0, {}, {}}};
    Ints people;
    Money ahead = 0;
    for (const Link& day : days) ahead += day.alone;
    for (std::size_t n = 0; n < days.size(); n++) {
        const Link& day = days[n];
        ahead -= day.alone;
        const Ints next = n + 1 < days.size() ? shared(*day.options, *days[n + 1].options) : Ints{};
        std::vector<Ending> then;
        for (const Ending& state : states) {
            const Money room = most - state.price - ahead;
            if (room <= day.alone) continue;
            const Ints after = n ? ready_after(days[n - 1].slot, people, state.ends, *day.options) : Ints(day.options->size(), INT32_MIN);
            if (next.empty()) {
                Walk walk{.slot = day.slot, .options = day.options, .floor = day.alone, .best = room, .after = &after};
                for (int o : *day.options) walk.left += t_.setup[o] + t_.minutes[o];
                step(walk, 0);
                if (walk.best >= room) continue;
                Ending ending{state.price + std::max(walk.best, day.alone), {}, state.shots};
                ending.shots.push_back(std::move(walk.shot));
                keep(then, std::move(ending));
            } else {
                auto endings = endings_after(day.slot, *day.options, next, &after, room);
                for (Ending& found : endings) {
                    Ending ending{state.price + std::max(found.price, day.alone), std::move(found.ends), state.shots};
                    ending.shots.push_back(std::move(found.shots.front()));
                    keep(then, std::move(ending));
                }
            }
        }
        states = std::move(then);
        people = next;
    }
    Money best = most;
    for (Ending& state : states)
        if (state.price < best) {
            best = state.price;
            shots = std::move(state.shots);
        }
    return best;
}

// Overtime of people by their own hours; nothing where somebody's day is too long. With windows somebody's day is at least as
// long as it is when the first strip is begun as late as can be, every meal on the way eaten while waiting.
std::optional<Money> ExactDays::own_overtime(const Walk& w, const std::vector<Spans>* windows) const {
    const int n = static_cast<int>(w.order.size());
    Ints latest(n, 0);
    if (windows)
        for (int k = n - 1; k >= 0; k--) {
            int most = INT32_MAX;
            if (k + 1 < n) most = latest[k + 1] - (w.begins[k + 1] - w.ends[k]) - t_.minutes[w.order[k]];
            int best = INT32_MIN;
            for (const auto& [a, b] : (*windows)[w.order[k]])
                if (a <= most) best = std::max(best, std::min(b, most));
            if (best == INT32_MIN) return {};
            latest[k] = best;
        }
    Money cost = 0;
    for (std::size_t p = 0; p < t_.own_rate.size(); p++) {
        int first = -1, last = -1;
        for (int k = 0; k < n; k++)
            if (std::ranges::count(t_.people[w.order[k]], static_cast<int>(p))) {
                if (first < 0) first = k;
                last = k;
            }
        if (first < 0) continue;
        int span = length_of(w.ends[last] - w.begins[first]) - t_.unit_wrap;
        if (windows) {
            int end = latest[first] + t_.minutes[w.order[first]];
            for (int k = first + 1; k <= last; k++) {
                const int ready = end + w.begins[k] - w.ends[k - 1];
                int begin = INT32_MAX;
                for (const auto& [a, b] : (*windows)[w.order[k]])
                    if (ready <= b) begin = std::min(begin, std::max(a, ready));
                end = begin + t_.minutes[w.order[k]];
            }
            span = std::max(span, end - latest[first]);
        }
        span += t_.own_aside[p];
        if (t_.own_longest[p] >= 0 && span > t_.own_longest[p]) return {};
        const int beyond = span - (t_.own_normal[p] < 0 ? t_.normal : t_.own_normal[p]);
        if (beyond > 0) cost += (beyond + 59) / 60 * t_.own_rate[p];
    }
    return cost;
}

}  // namespace intercut::days
