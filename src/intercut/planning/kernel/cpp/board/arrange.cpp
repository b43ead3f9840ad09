#include "board/arrange.hpp"

#include <algorithm>
#include <tuple>

namespace intercut::board {

namespace {

constexpr std::size_t most_orders = 4;

Sequence without_waits(const Sequence& sequence) {
    Sequence bare;
    for (int o : sequence)
        if (!is_wait(o)) bare.push_back(o);
    return bare;
}

}  // namespace

bool Arranger::too_much(const Day& day, int option, int without) const {
    const int strip = p.option_strip[option], unit = day.unit;
    int eighths = day.eighths + p.eighths[strip], work = day.work + p.minutes[strip] + p.setup[strip];
    if (without >= 0) {
        const int other = p.option_strip[without];
        eighths -= p.eighths[other], work -= p.minutes[other] + p.setup[other];
    }
    if (p.hard(PAGE_LIMIT) && p.page_limit[unit] >= 0 && eighths > p.page_limit[unit]) return true;
    return p.hard(LONGEST_DAY) && work > p.longest[unit];
}

// Orders with one more option, cheapest first; those too long on any date left out.
void Arranger::ranked(int unit, const Sequence& sequence, int option) {
    ways_.clear();
    const int last = int(sequence.size()), place = p.option_place[option];
    const auto at = [&](int k) { return sequence[k] >= 0 ? p.option_place[sequence[k]] : -1; };
    bool known = false;
    for (int k = 0; k < last; k++) known |= at(k) == place;
    trial_.resize(last + 1);
    for (int k = 0; k <= last; k++) {
        if (known ? !((k > 0 && at(k - 1) == place) || (k < last && at(k) == place))
                  : !(k == 0 || k == last || at(k - 1) != at(k)))
            continue;
        std::copy(sequence.begin(), sequence.begin() + k, trial_.begin());
        trial_[k] = option;
        std::copy(sequence.begin() + k, sequence.end(), trial_.begin() + k + 1);
        int wrap, moves;
        Money cost;
        book.length(unit, trial_, wrap, moves, cost);
        if (p.hard(LONGEST_DAY) && wrap > p.longest[unit]) continue;
        if (p.hard(MOST_MOVES) && p.most_moves[unit] >= 0 && moves > p.most_moves[unit]) continue;
        cost += std::max(0, wrap - p.normal[unit]) * (p.overtime[unit] / 60);
        ways_.push_back({cost, wrap, trial_});
    }
    std::sort(ways_.begin(), ways_.end(), [](const Way& a, const Way& b) {
        return std::tie(a.cost, a.wrap, a.order) < std::tie(b.cost, b.wrap, b.order);
    });
    if (ways_.size() > most_orders) ways_.resize(most_orders);
}

Ref Arranger::inserted(int slot, const Ref& day, int option) {
    if (!day) return fresh(slot, {option});
    const int unit = p.slot_unit[slot];
    if (too_much(*day, option)) return {};
    const std::uint64_t key = mixed(day->hash, std::uint64_t(option) * 2 + 1);
    if (const Ref* known = with_.find(key)) return *known;
    const Sequence bare = without_waits(day->sequence);
    ranked(unit, bare, option);
    Ref best;
    for (const Way& way : ways_)
        if ((best = book.legal(slot, day->light, way.order, day->call))) break;
    if (!best && !ways_.empty()) {
        Sequence all = bare;
        all.push_back(option);
        best = fresh(slot, all);
    }
    return with_.keep(key, best);
}

Ref Arranger::removed(const Day& day, const Ints& options) {
    std::uint64_t key = mixed(day.hash, 0x51);
    for (int o : options) key = mixed(key, std::uint64_t(o) + 7);
    if (const Ref* known = without_.find(key)) return *known;
    Sequence left;
    bool any = false;
    for (int o : day.sequence) {
        if (is_wait(o) || std::find(options.begin(), options.end(), o) != options.end()) continue;
        left.push_back(o);
        any |= o >= 0;
    }
    if (!any) return without_.keep(key, {});
    Ref found = book.best(day.slot, day.light, left, day.call);
    if (found->hard)
        if (Ref again = fresh(day.slot, left)) found = again;
    return without_.keep(key, found);
}

Ref Arranger::fresh(int slot, const Sequence& options) {
    const Sequence bare = without_waits(options);
    std::uint64_t key = 0;
    for (int o : bare) key += mixed(std::uint64_t(std::int64_t(o)) + 3, 0xABCD);
    key = mixed(key, std::uint64_t(slot) + 99);
    if (const Ref* known = fresh_.find(key)) return *known;
    Ref best;
    std::vector<std::pair<int, Sequence>> tried;
    const int unit = p.slot_unit[slot];
    const bool sunny = std::any_of(bare.begin(), bare.end(), [&](int o) { return o >= 0 && by_the_sun(o); });
    for (int light : p.unit_lights[unit]) {
        orders(bare, light);
        for (const Sequence& order : orders_) {
            if (Ref found = book.legal(slot, light, order)) {
                if (!best || found->cost < best->cost) best = found;
            } else if (sunny && !best && !book.order_breaks(unit, order) && !book.frame_breaks(slot, light, order)) {
                tried.emplace_back(light, order);
            }
        }
    }
    if (!best)
        for (const auto& [light, order] : tried) {
            const Ints& window = p.call_window[unit];
            const int low = window[2 * light], high = window[2 * light + 1], grid = p.grid;
            const int step = std::max(grid, (high - low) / 4 / grid * grid);
            for (int call = (low + grid - 1) / grid * grid; call <= high; call += step)
                if (Ref found = waiting(slot, light, order, call))
                    if (!best || found->cost < best->cost) best = found;
        }
    return fresh_.keep(key, best);
}

// The order called then, with waits before strips that would begin too early.
Ref Arranger::waiting(int slot, int light, const Sequence& order, int call) {
    const int date = p.slot_date[slot], unit = p.slot_unit[slot];
    Sequence sequence;
    for (int option : order) {
        if (option >= 0 && by_the_sun(option)) {
            sequence.push_back(option);
            book.order_breaks(unit, sequence);
            const Entry last = book.entries().back();
            sequence.pop_back();
            const int wait = book.too_early(option, light, date, call + last.start, call + last.end);
            if (wait < 0) return {};
            if (wait) sequence.push_back(wait_of(wait));
        }
        sequence.push_back(option);
    }
    if (book.order_breaks(unit, sequence)) return {};
    Ref found = book.day(slot, light, call, sequence);
    return found->hard || found->wrap > longest_ever ? Ref() : found;
}

// Orders worth trying: places one after another, within each sets, within each light.
void Arranger::orders(const Sequence& options, int light) {
    static constexpr int by_name[] = {1, 2, 0, 3, 4};  // any, dawn, day, dusk, night
    std::vector<std::pair<int, Sequence>> groups;
    for (int o : options) {
        const int place = o >= 0 ? p.option_place[o] : -1;
        auto at = std::find_if(groups.begin(), groups.end(), [&](auto& g) { return g.first == place; });
        if (at == groups.end()) at = groups.insert(groups.end(), {place, {}});
        at->second.push_back(o);
    }
    std::sort(groups.begin(), groups.end(), [](auto& a, auto& b) { return a.first < b.first; });
    const auto rank = [&](int o) {
        if (o < 0) return std::make_tuple(9, 0, 0, o);
        const int s = p.option_strip[o];
        return std::make_tuple(p.outside[s] || light != 0 ? p.made[s] : 2, p.set_of[s], by_name[p.made[s]], o);
    };
    for (auto& [place, group] : groups)
        std::sort(group.begin(), group.end(), [&](int a, int b) { return rank(a) < rank(b); });
    orders_.clear();
    Ints way(groups.size());
    for (std::size_t n = 0; n < way.size(); n++) way[n] = int(n);
    do {
        orders_.emplace_back();
        for (int g : way) orders_.back().insert(orders_.back().end(), groups[g].second.begin(), groups[g].second.end());
    } while (groups.size() <= 3 && std::next_permutation(way.begin(), way.end()));
    if (options.size() > 1) orders_.emplace_back(orders_[0].rbegin(), orders_[0].rend());
}

Ref Arranger::moved(const Ref& day, int slot) {
    const std::uint64_t key = mixed(day->hash, std::uint64_t(slot) * 2);
    if (const Ref* known = moved_.find(key)) return *known;
    for (int o : day->sequence)
        if (o >= 0 && !p.allowed[o][slot]) return moved_.keep(key, {});
    Ref found;
    if (day->unit == p.slot_unit[slot]) found = book.legal(slot, day->light, day->sequence, day->call);
    if (!found) found = fresh(slot, day->sequence);
    return moved_.keep(key, found);
}

}  // namespace intercut::board
