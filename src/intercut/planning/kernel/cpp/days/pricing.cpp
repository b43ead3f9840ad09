// Places are combined first; for each combination the people to be paid are decided one by one (in, or out with their
// strips), the rest of everybody's pay shared among their strips by minutes; what is left is a knapsack with set-ups,
// whose table bounds the last search, strip by strip, in which every rule is kept exactly.
#include "days/pricing.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

namespace intercut::days {

namespace {

constexpr double none = -std::numeric_limits<double>::infinity();
constexpr std::size_t most_toured = 6;  // leaving places out never makes a way longer
constexpr int most_cells = 160, fine_cells = 400;
constexpr int shares = 60;  // no combination of places takes more than this part of all nodes
constexpr std::array<double, 10> slopes = {0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 1.0, 1.3, 2.0, 4.0};

bool dearer(const Bought& a, const Bought& b) { return a.value > b.value; }

// The best few, the least of them first.
class Shelf {
public:
    explicit Shelf(std::size_t most) : most_(most) {}
    double least() const { return held_.size() < most_ ? none : held_.front().value; }
    void add(Bought one) {
        held_.push_back(std::move(one));
        std::push_heap(held_.begin(), held_.end(), dearer);
        if (held_.size() <= most_) return;
        std::pop_heap(held_.begin(), held_.end(), dearer);
        held_.pop_back();
    }
    std::vector<Bought>& held() { return held_; }

private:
    std::size_t most_;
    std::vector<Bought> held_;
};

}  // namespace

Pricing::Pricing(Stock stock) : stock_(std::move(stock)) {
    const std::size_t places = stock_.to.size();
    at_.resize(places);
    int grain = 0;
    for (std::size_t o = 0; o < stock_.strip.size(); o++) {
        at_[stock_.place[o]].push_back(static_cast<int>(o));
        grain = std::gcd(grain, stock_.weight[o]);
    }
    for (int change : stock_.set_change) grain = std::gcd(grain, change);
    const int room = std::max(1, stock_.room);
    grain_ = grain > 0 && room / grain <= fine_cells ? grain : std::max(1, room / most_cells);
    for (int h = 0; hours_.empty() || hours_.back() < stock_.room; h++) {
        int work = stock_.room;
        while (work > 0 && length(work) > stock_.normal + 60 * h) work--;
        hours_.push_back(work);
    }
    for (std::size_t p = 0; p < places && !too_many_; p++)
        if (!at_[p].empty()) grow({{static_cast<int>(p)}, 0, 0, 0});
}

// The places with every later one of their base, as far as minutes and moves go.
void Pricing::grow(Tour tour) {
    Ints order(tour.places.begin(), tour.places.begin() + static_cast<std::ptrdiff_t>(std::min(tour.places.size(), most_toured)));
    tour.minutes = std::numeric_limits<int>::max();
    tour.cost = std::numeric_limits<Money>::max();
    do {
        int minutes = stock_.setup[order[0]];
        Money cost = 0;
        for (std::size_t k = 1; k < order.size(); k++) {
            minutes += stock_.to[order[k - 1]][order[k]];
            cost += stock_.way_cost[order[k - 1]][order[k]];
        }
        tour.minutes = std::min(tour.minutes, minutes), tour.cost = std::min(tour.cost, cost);
    } while (std::next_permutation(order.begin(), order.end()));
    tour.minutes += stock_.first_shot;
    if (tour.minutes >= stock_.room) return;
    tour.changes = 0;
    for (int p : tour.places) tour.changes += stock_.set_change[p];
    for (int p : tour.places) tour.cost += stock_.fee[p];
    tours_.push_back(tour);
    if (tours_.size() > most_tours) too_many_ = true;
    if (stock_.most_places >= 0 && static_cast<int>(tour.places.size()) >= stock_.most_places) return;
    for (std::size_t p = tour.places.back() + 1; p < stock_.to.size() && !too_many_; p++) {
        if (at_[p].empty() || stock_.base[p] != stock_.base[tour.places[0]]) continue;
        Tour more = tour;
        more.places.push_back(static_cast<int>(p));
        grow(std::move(more));
    }
}

int Pricing::length(int work) const {
    const bool meals = stock_.meal_after > 0 && stock_.meal_length > 0 && work > 0;
    return work + (meals ? ((work + stock_.meal_after - 1) / stock_.meal_after - 1) * stock_.meal_length : 0) + stock_.unit_wrap;
}

Money Pricing::overtime(int work) const {
    const int over = length(work) - stock_.normal;
    return over > 0 ? (over + 59) / 60 * stock_.overtime_hour : 0;
}

struct Pricing::Run {
    const Pricing& all;
    const Stock& stock;
    const Duals& duals;
    const double floor;
    const std::size_t each;
    const std::int64_t most_nodes;
    Shelf found, here{0};
    std::int64_t nodes = 0, last_here = 0;
    bool cut_short = false, ended_here = false;  // of all places, and of these
    const Tour* tour = nullptr;
    // 0: open, 1: paid, 2: out.
    std::vector<char> state;
    std::vector<double> sum, used;  // of payees still open: minutes of their options, and those the relaxation takes
    Ints options_with;
    std::vector<Ints> triples_of;  // by strip
    Ints held;                     // by triple: how many of it are chosen
    Ints chosen, paid;
    std::vector<std::vector<double>> shut, open;  // by option and cells left: the best of the rest, its set not yet come to, or come to

    Run(const Pricing& pricing, const Duals& d, double above, std::size_t most, std::size_t of_each, std::int64_t limit)
        : all(pricing), stock(pricing.stock_), duals(d), floor(above), each(of_each), most_nodes(limit), found(most),
          state(stock.n_payees, 0), sum(stock.n_payees, 0), used(stock.n_payees, 0), options_with(stock.n_payees, 0),
          triples_of(stock.minutes.size()), held(d.triples.size(), 0) {
        for (std::size_t k = 0; k < d.triples.size(); k++)
            for (int strip : d.triples[k]) triples_of[strip].push_back(static_cast<int>(k));
    }

    double bar() const { return std::max({floor, found.least(), here.least()}); }
    bool spent() {
        if (cut_short || ended_here) return true;
        cut_short = ++nodes > most_nodes || all.stopped_;
        ended_here = nodes > last_here;
        return cut_short || ended_here;
    }
    double hour() const { return static_cast<double>(stock.overtime_hour) / 60.0; }
    int room() const { return stock.room - tour->minutes; }
    int without_overtime() const { return std::min(room(), std::max(0, all.hours_[0] - tour->minutes)); }

    // What each option is worth with the open payees' days shared among their strips by minutes: nobody's
    // strips take more minutes of a day than there are, so that no set pays less than its shares.
    std::vector<double> shared(const Ints& options) {
        const double most = room();
        for (int o : options)
            for (int q : stock.payees[o])
                if (state[q] == 0 && duals.day[q] > 0) sum[q] += stock.weight[o], options_with[q]++;
        std::vector<double> worth(options.size());
        for (std::size_t k = 0; k < options.size(); k++) {
            const int o = options[k];
            worth[k] = duals.worth[stock.strip[o]];
            for (int q : stock.payees[o])
                if (state[q] == 0 && duals.day[q] > 0) worth[k] -= duals.day[q] * stock.weight[o] / std::min(most, sum[q]);
        }
        return worth;
    }
    void forget(const Ints& options) {
        for (int o : options)
            for (int q : stock.payees[o]) sum[q] = used[q] = 0, options_with[q] = 0;
    }

    // A quick bound of a combination of places: for any price of a minute the sum of what options are worth beyond it.
    double glance(const Ints& options, double base) {
        const std::vector<double> worth = shared(options);
        forget(options);
        const double crew = static_cast<double>(stock.day_cost) / std::max(1, all.hours_[0] - stock.first_shot);
        double least = std::numeric_limits<double>::infinity();
        for (double slope : slopes) {
            const double minute = slope * crew;
            double total = minute <= hour() ? minute * without_overtime()
                                            : minute * room() - hour() * (room() - without_overtime());
            for (std::size_t k = 0; k < options.size(); k++)
                total += std::max(0.0, worth[k] - minute * stock.weight[options[k]]);
            least = std::min(least, total);
        }
        return base + least;
    }

    // Decide one payee after the other: the one whose share in the relaxation is furthest from none and all.
    void people(const Ints& options, double base) {
        if (spent()) return;
        const std::vector<double> worth = shared(options);
        std::vector<std::pair<double, int>> by_minute;
        for (std::size_t k = 0; k < options.size(); k++)
            if (worth[k] > 0) by_minute.emplace_back(-worth[k] / stock.weight[options[k]], static_cast<int>(k));
        std::sort(by_minute.begin(), by_minute.end());
        double left = without_overtime(), beyond = room() - left, bound = base;
        for (const auto& [minus, k] : by_minute) {
            const int o = options[k];
            double minutes = stock.weight[o], taken = std::min(minutes, left);
            bound -= minus * taken, left -= taken, minutes -= taken;
            const bool ends = minutes > 0 && (-minus <= hour() || beyond <= 0);
            if (minutes > 0 && !ends) {
                const double more = std::min(minutes, beyond);
                bound += (-minus - hour()) * more, beyond -= more, taken += more;
            }
            for (int q : stock.payees[o]) used[q] += taken;
            if (ends) break;
        }
        int pick = -1;
        double furthest = -1;
        for (const auto& [minus, k] : by_minute)
            for (int q : stock.payees[options[k]]) {
                if (state[q] != 0 || duals.day[q] <= 0 || options_with[q] < 2) continue;
                const double share = used[q] / std::min<double>(room(), sum[q]);
                const double apart = duals.day[q] * (share > 0 ? 1.001 - share : 1e-6);
                if (apart > furthest) furthest = apart, pick = q;
            }
        forget(options);
        if (bound <= bar()) return;
        fill(options, worth);
        if (base + best(shut[0], tour->minutes, tour->changes) <= bar()) return;
        if (pick < 0) {
            Ints rest;
            std::vector<double> values;
            for (std::size_t k = 0; k < options.size(); k++)
                if (worth[k] > 0) rest.push_back(options[k]), values.push_back(worth[k]);
            const std::size_t words = rest.empty() ? 0 : stock.open[rest[0]].size();
            strips(rest, values, 0, base, tour->minutes, 0, tour->changes, tour->places.size(), false, std::vector<std::uint64_t>(words, ~std::uint64_t{0}));
            return;
        }
        state[pick] = 1;
        paid.push_back(pick);
        people(options, base - duals.day[pick]);
        paid.pop_back();
        state[pick] = 2;
        Ints rest;
        for (int o : options)
            if (std::find(stock.payees[o].begin(), stock.payees[o].end(), pick) == stock.payees[o].end()) rest.push_back(o);
        if (!rest.empty()) people(rest, base);
        state[pick] = 0;
    }

    // The knapsack with set-ups: by option of positive worth (and the one after the last) and cells left, the best of
    // it and those after it. Weights are rounded down, so that a bound stays one.
    void fill(const Ints& options, const std::vector<double>& worth) {
        Ints kept;
        for (std::size_t k = 0; k < options.size(); k++)
            if (worth[k] > 0) kept.push_back(static_cast<int>(k));
        const std::size_t n = kept.size();
        const int cells = (room() + tour->changes) / all.grain_ + 1;
        if (shut.size() < n + 1) shut.resize(n + 1), open.resize(n + 1);
        shut[n].assign(cells, 0.0), open[n].assign(cells, 0.0);
        for (std::size_t k = n; k-- > 0;) {
            const int o = options[kept[k]];
            const bool same = k + 1 < n && beside(o, options[kept[k + 1]]);
            const std::vector<double>&not_come = shut[k + 1], &come = same ? open[k + 1] : shut[k + 1];
            shut[k].resize(cells), open[k].resize(cells);
            put(open[k], come, come, stock.weight[o], worth[kept[k]]);
            put(shut[k], not_come, come, stock.weight[o] + stock.set_change[stock.place[o]], worth[kept[k]]);
        }
    }
    void put(std::vector<double>& into, const std::vector<double>& left, const std::vector<double>& taken, int minutes, double worth) const {
        const int cells = static_cast<int>(into.size()), weight = std::min(minutes / all.grain_, cells);
        for (int c = 0; c < weight; c++) into[c] = left[c];
        for (int c = weight; c < cells; c++) into[c] = std::max(left[c], taken[c - weight] + worth);
    }
    bool beside(int one, int two) const { return stock.place[one] == stock.place[two] && stock.set[one] == stock.set[two]; }

    // The best a row of the table gives on top of so many minutes, less overtime. The change of set at each place not yet
    // come to is `changes` minutes too much in the table.
    double best(const std::vector<double>& row, int work, int changes) const {
        double most = none;
        for (std::size_t h = 0; h < all.hours_.size(); h++) {
            const int left = all.hours_[h] - work;
            if (left < 0) continue;
            most = std::max(most, row[(left + changes) / all.grain_] - static_cast<double>(h) * static_cast<double>(stock.overtime_hour));
        }
        return most;
    }

    // Options one after the other, every rule of a day kept. `places`: how many are not come to yet; `come`: the set of the option `from` is come to.
    void strips(const Ints& options, const std::vector<double>& worth, std::size_t from, double value, int work, int pages,
                int changes, std::size_t places, bool come, const std::vector<std::uint64_t>& bits) {
        if (spent()) return;
        for (std::size_t k = from; k < options.size(); k++) {
            if (k > from && come) come = beside(options[k - 1], options[k]);
            if (value + best(come ? open[k] : shut[k], work, changes) <= bar()) return;
            const int o = options[k], strip = stock.strip[o], place = stock.place[o];
            bool at_place = false, at_set = false, in_light = false;
            for (int x : chosen) {
                if (stock.place[x] != place) continue;
                at_place = true;
                if (stock.set[x] == stock.set[o]) at_set = true, in_light |= stock.light[x] == stock.light[o];
            }
            const int change = !at_place ? 0 : !at_set ? stock.set_change[place] : !in_light ? stock.light_change[place] : 0;
            const int whole = work + stock.weight[o] + change;
            if (whole > stock.room || (stock.most_pages >= 0 && pages + stock.eighths[o] > stock.most_pages)) continue;
            if (!fits(o)) continue;
            std::vector<std::uint64_t> both(bits.size());
            std::uint64_t any = 0;
            for (std::size_t w = 0; w < bits.size(); w++) any |= both[w] = bits[w] & stock.open[o][w];
            if (any == 0) continue;
            double with = value + worth[k];
            for (int triple : triples_of[strip])
                if (++held[triple] == 2) with -= duals.due[triple];
            chosen.push_back(o);
            const Money late = all.overtime(whole);
            // A set that leaves a place out, or somebody paid, is found elsewhere, where it costs less.
            const std::size_t left = places - (at_place ? 0 : 1);
            if (left == 0 && with - static_cast<double>(late) > bar() && all_called())
                here.add({with - static_cast<double>(late), tour->cost + stock.day_cost + late, chosen});
            const bool next = k + 1 < options.size() && beside(o, options[k + 1]);
            strips(options, worth, k + 1, with, whole, pages + stock.eighths[o],
                   changes - (at_place ? 0 : stock.set_change[place]), left, next, both);
            chosen.pop_back();
            for (int triple : triples_of[strip]) --held[triple];
        }
    }

    // Options one by one. What is worth nothing by itself is left out of larger sets, but not of a day of its own.
    void alone(int o) {
        const int whole = tour->minutes + stock.weight[o];
        if (whole > stock.room || (stock.most_pages >= 0 && stock.eighths[o] > stock.most_pages) || !fits(o)) return;
        const Money cost = tour->cost + stock.day_cost + all.overtime(whole);
        double value = duals.worth[stock.strip[o]] + duals.count - static_cast<double>(cost);
        for (int q : stock.payees[o]) value -= duals.day[q];
        if (value > bar()) here.add({value, cost, {o}});
    }

    // Whether an option goes with those chosen: another strip, none of those kept apart from it, no child too long.
    bool fits(int o) const {
        const Ints& clashes = stock.clashes[stock.strip[o]];
        for (int x : chosen)
            if (stock.strip[x] == stock.strip[o] || std::find(clashes.begin(), clashes.end(), stock.strip[x]) != clashes.end())
                return false;
        for (const auto& [child, most] : stock.children) {
            if (!calls(o, child)) continue;
            int minutes = stock.minutes[stock.strip[o]];
            for (int x : chosen)
                if (calls(x, child)) minutes += stock.minutes[stock.strip[x]];
            if (minutes > most) return false;
        }
        return true;
    }
    bool all_called() const {
        for (int payee : paid) {
            bool called = false;
            for (int o : chosen) called |= calls(o, payee);
            if (!called) return false;
        }
        return true;
    }
    bool calls(int o, int payee) const {
        return std::find(stock.payees[o].begin(), stock.payees[o].end(), payee) != stock.payees[o].end();
    }
};

Offer Pricing::find(const Duals& duals, double floor, std::size_t most, std::size_t each, std::int64_t most_nodes) {
    Run run(*this, duals, floor, most, each, most_nodes);
    struct Glance {
        double bound;
        const Tour* tour;
    };
    std::vector<Glance> order;
    const auto options_at = [&](const Tour& tour) {
        Ints options;
        for (int p : tour.places)
            for (int o : at_[p])
                if (duals.worth[stock_.strip[o]] > 0) options.push_back(o);
        return options;
    };
    const auto base = [&](const Tour& tour) { return duals.count - static_cast<double>(tour.cost + stock_.day_cost); };
    for (const Tour& tour : tours_) {
        run.tour = &tour;
        const double bound = run.glance(options_at(tour), base(tour));
        if (bound > floor) order.push_back({bound, &tour});
    }
    std::stable_sort(order.begin(), order.end(), [](const Glance& a, const Glance& b) { return a.bound > b.bound; });
    run.here = Shelf(most);
    for (const Tour& tour : tours_) {
        if (tour.places.size() > 1) continue;
        run.tour = &tour;
        for (int o : at_[tour.places[0]])
            if (duals.worth[stock_.strip[o]] <= 0 || duals.count > 0) run.alone(o);
    }
    std::set<int> lone;
    for (Bought& one : run.here.held()) {
        lone.insert(one.options[0]);
        run.found.add(std::move(one));
    }
    Offer offer;
    offer.most = floor;
    offer.whole = true;
    for (const Glance& next : order) {
        if (next.bound <= std::max(floor, run.found.least())) break;
        run.tour = next.tour;
        run.here = Shelf(run.each);
        run.ended_here = false;
        run.last_here = run.nodes + most_nodes / shares;
        run.people(options_at(*next.tour), base(*next.tour));
        for (Bought& one : run.here.held())
            if (one.options.size() > 1 || !lone.contains(one.options[0])) run.found.add(std::move(one));
        if (!run.cut_short && !run.ended_here) continue;
        offer.whole = false;
        offer.most = std::max(offer.most, next.bound);
        if (run.cut_short) break;
    }
    offer.nodes = run.nodes;
    offer.sets = std::move(run.found.held());
    std::sort(offer.sets.begin(), offer.sets.end(), [](const Bought& a, const Bought& b) {
        return a.value != b.value ? a.value > b.value : a.options < b.options;
    });
    if (!offer.sets.empty()) offer.most = std::max(offer.most, offer.sets.front().value);
    return offer;
}

}  // namespace intercut::days
