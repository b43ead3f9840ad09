#include "board/day.hpp"

#include <algorithm>
#include <limits>

namespace intercut::board {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t z = a ^ (b + 0x9E3779B97F4A7C15ull + (a << 6) + (a >> 2));
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    return z ^ (z >> 29);
}

std::uint64_t hash_of(std::uint64_t seed, const Sequence& sequence) {
    for (int o : sequence) seed = mixed(seed, std::uint64_t(std::int64_t(o)));
    return seed;
}

Book::Book(const Problem& problem) : p(problem), seen_(problem.n_people) {}

Book::~Book() = default;

Day* Book::fresh() {
    if (free_.empty()) {
        all_.push_back(std::make_unique<Day>());
        all_.back()->home = this;
        return all_.back().get();
    }
    Day* day = free_.back();
    free_.pop_back();
    return day;
}

void Book::clock(int unit, const Sequence& sequence) {
    const int after = p.meal_after, length = after > 0 ? p.meal_length : 0;
    int now = 0, since = 0, place_before = -1, set_before = -1, light_before = -1;
    entries_.clear(), visits_.clear(), meals_.clear(), people_.clear();
    moves_ = eighths_ = 0, move_cost_ = 0, work_ = p.first_shot[unit];
    stamp_++;
    for (int option : sequence) {
        int move = 0, setup = 0, minutes, strip = -1, place = -1;
        if (option < 0) {
            minutes = is_wait(option) ? first_wait - option : std::max(0, p.banners[-1 - option]);
        } else {
            strip = p.option_strip[option], place = p.option_place[option];
            setup = p.setup[strip], minutes = p.minutes[strip];
            work_ += setup + minutes;
            if (place_before < 0) {
                setup += p.first_shot[unit] + p.place_setup[place];
                visits_.push_back(place);
            } else if (place != place_before) {
                move = p.move_minutes[place_before][place];
                move_cost_ += p.move_cost[place_before][place];
                moves_++;
                setup += p.place_setup[place];
                visits_.push_back(place);
            } else if (p.set_of[strip] != set_before) {
                setup += p.set_change[unit];
            } else if (p.made[strip] != light_before) {
                setup += p.light_change[unit];
            }
            place_before = place, set_before = p.set_of[strip], light_before = p.made[strip];
            eighths_ += p.eighths[strip];
        }
        const int total = move + setup + minutes;
        if (length > 0 && now > since && now + total > since + after) {
            meals_.push_back(now);
            now = since = now + length;
        }
        int arrive = now + move, start = arrive + setup, end = start + minutes;
        while (length > 0 && end > since + after) {
            const int at = since + after;
            meals_.push_back(at);
            since = at + length;
            if (at <= arrive) arrive += length;
            if (at <= start) start += length;
            end += length;
        }
        now = end;
        if (option < 0) continue;
        entries_.push_back({option, arrive, start, end});
        for (int who : p.people_of[strip]) {
            Seen& seen = seen_[who];
            if (seen.stamp != stamp_) {
                seen = {stamp_, start, end, place, place, minutes};
                people_.push_back(who);
            } else {
                seen.last = end, seen.last_place = place, seen.work += minutes;
            }
        }
    }
    wrap_ = now + (entries_.empty() ? 0 : p.unit_wrap);
}

void Book::length(int unit, const Sequence& sequence, int& wrap, int& moves, Money& cost) const {
    const int after = p.meal_after, length = after > 0 ? p.meal_length : 0;
    int now = 0, since = 0, place_before = -1, set_before = -1, light_before = -1;
    moves = 0, cost = 0;
    for (int option : sequence) {
        int total;
        if (option < 0) {
            total = is_wait(option) ? first_wait - option : std::max(0, p.banners[-1 - option]);
        } else {
            const int strip = p.option_strip[option], place = p.option_place[option];
            total = p.setup[strip] + p.minutes[strip];
            if (place != place_before) {
                if (place_before < 0) {
                    total += p.first_shot[unit];
                } else {
                    total += p.move_minutes[place_before][place];
                    cost += p.move_cost[place_before][place];
                    moves++;
                }
                total += p.place_setup[place];
                cost += p.fee_opening[place];
            } else if (p.set_of[strip] != set_before) {
                total += p.set_change[unit];
            } else if (p.made[strip] != light_before) {
                total += p.light_change[unit];
            }
            place_before = place, set_before = p.set_of[strip], light_before = p.made[strip];
        }
        if (length > 0 && now > since && now + total > since + after) now = since = now + length;
        now += total;
        while (length > 0 && now > since + after) since += after + length, now += length;
    }
    wrap = now + p.unit_wrap;
}

void Book::of_clock(int unit, const Sequence& sequence) {
    if (entries_.empty()) return;
    Tally tally(p.prices);
    if (wrap_ > p.longest[unit]) tally.add(LONGEST_DAY);
    if (p.page_limit[unit] >= 0 && eighths_ > p.page_limit[unit]) tally.add(PAGE_LIMIT);
    if (p.most_moves[unit] >= 0 && moves_ > p.most_moves[unit]) tally.add(MOST_MOVES);
    for (std::size_t n = 1; n < visits_.size(); n++)
        if (p.place_base[visits_[n - 1]] != p.place_base[visits_[n]]) tally.add(TWO_PLACES);
    for (int option : sequence)
        if (option >= 0 && !p.option_units[option][unit]) tally.add(UNITS);
    const int count = int(entries_.size());
    if (p.any_position)
        for (int n = 0; n < count; n++) {
            const int asked = p.position[p.option_strip[entries_[n].option]];
            if (asked != -2 && n != (asked != -1 ? asked : count - 1)) tally.add(PINS);
        }
    for (int who : people_) {
        const Seen& seen = seen_[who];
        const int call = seen.first - p.preparation[who], wrap = seen.last + p.strike[who];
        if (p.own_longest[who] >= 0 && wrap - call > p.own_longest[who]) tally.add(OWN_LONGEST_DAY);
        if (const Money rate = p.own_overtime[who]) {
            const int beyond = wrap - call - (p.own_normal[who] < 0 ? p.normal[unit] : p.own_normal[who]);
            if (beyond > 0) tally.cost += (beyond + 59) / 60 * rate;
        }
        if (p.meal_limit >= 0) {
            int until = wrap;
            for (int meal : meals_)
                if (meal >= call) {
                    until = std::min(meal, wrap);
                    break;
                }
            if (until - call > p.meal_limit) tally.add(MEALS);
        }
    }
    Money cost = tally.cost + p.day_cost[unit] + move_cost_ + moves_ * p.few_moves;
    if (!p.balanced.empty()) {  // banners fill no day
        int wrap = wrap_;
        if (entries_.size() < sequence.size()) {
            Sequence strips;
            for (const Entry& e : entries_) strips.push_back(e.option);
            int moves;
            Money money;
            length(unit, strips, wrap, moves, money);
        }
        for (const auto& wish : p.balanced)
            if (std::abs(wrap - p.normal[unit]) > wish[1]) cost += wish[0];
    }
    if (p.children_early) {
        bool without = false;
        for (const Entry& e : entries_) {
            if (!p.with_child[p.option_strip[e.option]])
                without = true;
            else if (without)
                cost += p.children_early;
        }
    }
    if (!p.big.empty() && count >= 3)
        for (const auto& wish : p.big)
            cost += wish[0] * ((p.eighths[p.option_strip[entries_.front().option]] >= wish[1]) +
                               (p.eighths[p.option_strip[entries_.back().option]] >= wish[1]));
    const int over = wrap_ - p.normal[unit];
    if (over > 0) cost += (over + 59) / 60 * p.overtime[unit];
    for (std::size_t n = 0; n < visits_.size(); n++) {
        cost += p.fee_opening[visits_[n]];
        if (std::find(visits_.begin(), visits_.begin() + n, visits_[n]) == visits_.begin() + n)
            cost += p.fee_day[visits_[n]];
    }
    hard_ += tally.hard;
    cost_ += cost;
}

void Book::bind(Tally& tally, Rule rule, const std::vector<Span>& spans, int begin, int end) {
    const int first = int(spans_.size());
    for (const Span& s : spans)
        if (s.first - begin <= s.second - end) spans_.emplace_back(s.first - begin, s.second - end);
    const int count = int(spans_.size()) - first;
    if (count)
        windows_.push_back({first, count, p.prices[rule]});
    else
        tally.add(rule);
}

void Book::light_of(Tally& tally, int option, int light, int date, int start, int end) {
    constexpr int ever = 14400;
    const int made = p.made[p.option_strip[option]];
    if ((made == DAYLIGHT && light == 2) || (made == NIGHT && light == 0)) {
        tally.add(LIGHT);
        return;
    }
    const int* sun = &p.sun[p.option_place[option]][3 * date];
    const int rise = sun[0], down = sun[1], next_rise = sun[2];
    if (made == DAYLIGHT) {
        bind(tally, LIGHT, {{rise, down}}, start, end);
    } else if (made == NIGHT) {
        bind(tally, LIGHT, {{-ever, rise}, {down, next_rise}}, start, end);
    } else {
        const int middle = made == DAWN ? rise : down;
        const int low = middle - p.dusk, high = middle + p.dusk, first = int(spans_.size());
        if (low - start <= high - end) spans_.emplace_back(low - start, high - end);
        if (high - end <= low - start) spans_.emplace_back(high - end, low - start);
        windows_.push_back({first, int(spans_.size()) - first, p.prices[LIGHT]});
    }
}

void Book::of_date(int slot, int light, const Sequence& sequence) {
    spans_.clear(), windows_.clear();
    if (entries_.empty()) return;
    Tally tally(p.prices);
    const int date = p.slot_date[slot], unit = p.slot_unit[slot];
    if (!p.slot_works[slot]) tally.add(CALENDAR);
    const Ints& lights = p.unit_lights[unit];
    if (std::find(lights.begin(), lights.end(), light) == lights.end()) tally.add(UNIT_LIGHT);
    for (int who : people_) {
        const Seen& seen = seen_[who];
        const int begin = seen.first - p.preparation[who], end = seen.last + p.strike[who];
        if (!p.person_hours[who].empty()) {
            const int spans = p.person_hours[who][date];
            if (spans >= 0) bind(tally, AVAILABLE, p.spans[spans], begin, end);
        }
        if (p.minor[who]) {
            const Band& band = p.bands[who][date];
            if (band.stay >= 0) {
                if (end - begin > band.stay) tally.add(MINORS_STAY);
                if (seen.work > band.work) tally.add(MINORS_WORK);
                bind(tally, MINORS_HOURS, {{band.from, band.to}}, begin, end);
            }
        }
    }
    for (std::size_t n = 0; n < entries_.size(); n++) {
        const Entry& e = entries_[n];
        const int strip = p.option_strip[e.option];
        if (!p.dates_ok[strip].empty() && !p.dates_ok[strip][date]) tally.add(DATES);
        if (p.outside[strip])
            for (std::size_t k = 0; k < p.exteriors[unit].size(); k += 2)
                if (date > p.exteriors[unit][k + 1]) tally.cost += p.exteriors[unit][k];
        for (int element : p.elements_of[strip])
            if (!p.element_hours[element].empty()) {
                const int spans = p.element_hours[element][date];
                if (spans >= 0) bind(tally, ELEMENT_AVAILABLE, p.spans[spans], e.start, e.end);
            }
        if (p.outside[strip] && p.made[strip] != ANY_LIGHT) light_of(tally, e.option, light, date, e.start, e.end);
        const int place = p.option_place[e.option];
        if (!p.place_hours[place].empty() && (n == 0 || p.option_place[entries_[n - 1].option] != place)) {
            const int spans = p.place_hours[place][date];
            std::size_t last = n;
            while (last + 1 < entries_.size() && p.option_place[entries_[last + 1].option] == place) last++;
            if (spans >= 0) bind(tally, PERMIT, p.spans[spans], e.arrive, entries_[last].end);
        }
    }
    if (p.clashing) {
        met_.clear();
        for (int option : sequence) {
            if (option < 0) continue;
            for (const Clash& clash : p.clashes[option]) {
                if (!p.masks[clash.mask][date]) continue;
                const auto known = std::find_if(met_.begin(), met_.end(), [&](auto& m) { return m.first == clash.name; });
                if (known == met_.end())
                    met_.emplace_back(clash.name, clash.price);
                else
                    known->second = clash.price;
            }
        }
        for (const auto& [name, price] : met_) {
            tally.hard += price < 0;
            tally.cost += std::max<Money>(0, price);
        }
    }
    if (p.has_fixed_day[slot]) {
        const Ints& fixed = p.fixed_day[slot];
        Ints there, kept;
        for (int o : sequence)
            if (o >= 0) there.push_back(p.option_strip[o]);
        for (int s : fixed)
            if (std::find(there.begin(), there.end(), s) != there.end()) kept.push_back(s);
        if (there != kept || there.size() > fixed.size()) tally.add(DAY_PINS);
    }
    hard_ += tally.hard;
    cost_ += tally.cost;
}

void Book::legal_calls(int slot, int light) {
    const Ints& window = p.call_window[p.slot_unit[slot]];
    calls_.assign(1, {window[2 * light], window[2 * light + 1]});
    for (const Window& w : windows_) {
        if (w.price >= 0) continue;
        other_.clear();
        for (const Span& a : calls_)
            for (int n = 0; n < w.count; n++) {
                const Span& b = spans_[w.first + n];
                const int low = std::max(a.first, b.first), high = std::min(a.second, b.second);
                if (low <= high) other_.emplace_back(low, high);
            }
        std::swap(calls_, other_);
        if (calls_.empty()) return;
    }
    other_.clear();
    const int grid = p.grid;
    const auto floored = [grid](int x) { return (x >= 0 ? x / grid : -((-x + grid - 1) / grid)) * grid; };
    for (const Span& s : calls_) {
        const Span rounded{-floored(-s.first), floored(s.second)};
        if (rounded.first <= rounded.second) other_.push_back(rounded);
    }
    std::sort(other_.begin(), other_.end());
    other_.erase(std::unique(other_.begin(), other_.end()), other_.end());
    std::swap(calls_, other_);
}

void Book::at_call(int slot, int light, int call, int& hard, Money& cost) const {
    hard = 0, cost = 0;
    const Ints& window = p.call_window[p.slot_unit[slot]];
    if (call < window[2 * light] || call > window[2 * light + 1] || call % p.grid) {
        if (p.prices[CALL] < 0)
            hard = 1;
        else
            cost = p.prices[CALL];
    }
    for (const Window& w : windows_) {
        bool kept = false;
        for (int n = 0; n < w.count && !kept; n++)
            kept = spans_[w.first + n].first <= call && call <= spans_[w.first + n].second;
        if (kept) continue;
        if (w.price < 0)
            hard++;
        else
            cost += w.price;
    }
}

void Book::frame(int slot, int light, const Sequence& sequence) {
    hard_ = 0, cost_ = 0;
    clock(p.slot_unit[slot], sequence);
    of_clock(p.slot_unit[slot], sequence);
    of_date(slot, light, sequence);
    legal_calls(slot, light);
}

Ref Book::finish(int slot, int light, int call, const Sequence& sequence) {
    int hard;
    Money cost;
    at_call(slot, light, call, hard, cost);
    Day* day = fresh();
    day->slot = slot, day->unit = p.slot_unit[slot], day->date = p.slot_date[slot];
    day->light = light, day->call = call;
    day->sequence = sequence;
    day->entries = entries_;
    day->visits = visits_;
    day->hard = hard_ + hard, day->cost = cost_ + cost;
    day->wrap = wrap_, day->work = work_, day->eighths = eighths_;
    day->base = visits_.empty() ? -1 : p.place_base[visits_[0]];
    day->zero = p.instant(day->base, day->date, call);
    std::sort(people_.begin(), people_.end());
    day->who.clear();
    for (int who : people_) {
        const Seen& s = seen_[who];
        day->who.push_back({who, day->zero + s.first - p.preparation[who], day->zero + s.last + p.strike[who],
                            p.place_base[s.first_place], p.place_base[s.last_place], p.minor[who] ? s.work : 0,
                            s.first_place, s.last_place});
    }
    day->elements.clear();
    day->weather = false;
    for (const Entry& e : entries_) {
        const int strip = p.option_strip[e.option];
        day->weather |= p.weather[strip] != 0;
        day->elements.insert(day->elements.end(), p.elements_of[strip].begin(), p.elements_of[strip].end());
    }
    std::sort(day->elements.begin(), day->elements.end());
    day->elements.erase(std::unique(day->elements.begin(), day->elements.end()), day->elements.end());
    day->hash = hash_of(mixed(mixed(std::uint64_t(slot) * 4 + light, std::uint64_t(call + 5000)), 77), sequence);
    return Ref(day);
}

int Book::usual_call(int slot, int light) const {
    const Ints& window = p.call_window[p.slot_unit[slot]];
    const int low = window[2 * light], high = window[2 * light + 1];
    return light == 0 ? std::max(low, std::min(high, 420)) : low;
}

int Book::aim(int slot, int light, int near) const {
    const int wanted = near < -5000 ? usual_call(slot, light) : near;
    if (calls_.empty()) return wanted;
    int best = 0, away = std::numeric_limits<int>::max();
    for (const Span& s : calls_) {
        const int at = std::max(s.first, std::min(s.second, wanted));
        if (std::abs(at - wanted) < away || (std::abs(at - wanted) == away && at < best))
            best = at, away = std::abs(at - wanted);
    }
    return best;
}

Ref Book::day(int slot, int light, int call, const Sequence& sequence) {
    frame(slot, light, sequence);
    return finish(slot, light, call, sequence);
}

Ref Book::best(int slot, int light, const Sequence& sequence, int near) {
    frame(slot, light, sequence);
    return finish(slot, light, aim(slot, light, near), sequence);
}

Ref Book::legal(int slot, int light, const Sequence& sequence, int near) {
    hard_ = 0, cost_ = 0;
    clock(p.slot_unit[slot], sequence);
    of_clock(p.slot_unit[slot], sequence);
    if (hard_ || wrap_ > longest_ever) return {};
    of_date(slot, light, sequence);
    if (hard_) return {};
    legal_calls(slot, light);
    const int call = aim(slot, light, near);
    int hard;
    Money cost;
    if (calls_.empty()) {
        at_call(slot, light, call, hard, cost);
        if (hard) return {};
    }
    return finish(slot, light, call, sequence);
}

int Book::order_breaks(int unit, const Sequence& sequence) {
    hard_ = 0, cost_ = 0;
    clock(unit, sequence);
    of_clock(unit, sequence);
    return hard_;
}

int Book::frame_breaks(int slot, int light, const Sequence& sequence) {
    frame(slot, light, sequence);
    return hard_;
}

int Book::too_early(int option, int light, int date, int start, int end) {
    static const Amounts all_hard(RULES, -1);
    Tally tally(all_hard);
    spans_.clear(), windows_.clear();
    light_of(tally, option, light, date, start, end);
    if (tally.hard) return -1;
    if (p.prices[LIGHT] >= 0) return 0;
    int least = -1;
    for (const Window& w : windows_)
        for (int n = 0; n < w.count; n++) {
            const Span& s = spans_[w.first + n];
            if (s.second < 0) continue;
            const int wait = std::max(0, s.first);
            if (least < 0 || wait < least) least = wait;
        }
    return least;
}

}  // namespace intercut::board
