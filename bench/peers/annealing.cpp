// Plain simulated annealing on paid person-days: the peer a programmer writes in an evening.
//
// Standard input: strips people days limit seconds seed; then per strip its eighths, the number of
// its people and their numbers. Each strip stands on one day; a day holds at most `limit` eighths;
// everybody is paid from first to last day worked. Days without strips are no days: they close up.
// Moves: a strip to another day, two strips exchanged, two days exchanged, a day put elsewhere.
// Standard output: paid person-days, days worked by all people together, tries.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

namespace {

struct Board {
    int strips = 0, people = 0, days = 0, limit = 0;
    std::vector<int> eighths;
    std::vector<std::vector<int>> cast;

    std::vector<int> day_of, load, count;  // per strip; per day
    std::vector<std::vector<int>> works;   // [person][day]: how many strips
    std::vector<int> used;                 // days in order that have strips: rank by prefix sums
    std::vector<int> rank;

    void ranks() {
        rank.assign(days + 1, 0);
        for (int d = 0; d < days; ++d) rank[d + 1] = rank[d] + (count[d] > 0);
    }
    long span(int p) const {
        const auto& w = works[p];
        int first = 0, last = days - 1;
        while (first < days && !w[first]) ++first;
        if (first == days) return 0;
        while (!w[last]) --last;
        return rank[last + 1] - rank[first];
    }
    long paid() {
        ranks();
        long total = 0;
        for (int p = 0; p < people; ++p) total += span(p);
        return total;
    }
    void put(int s, int d) {
        const int from = day_of[s];
        load[from] -= eighths[s], --count[from];
        load[d] += eighths[s], ++count[d];
        for (int p : cast[s]) --works[p][from], ++works[p][d];
        day_of[s] = d;
    }
    void exchange_days(int a, int b) {
        std::swap(load[a], load[b]);
        std::swap(count[a], count[b]);
        for (auto& w : works) std::swap(w[a], w[b]);
        for (int& d : day_of) d = d == a ? b : d == b ? a : d;
    }
    void rotate_day(int a, int b) {  // day a goes to place b, those between close up
        const int step = a < b ? 1 : -1;
        for (int d = a; d != b; d += step) exchange_days(d, d + step);
    }
};

}  // namespace

int main() {
    Board b;
    double seconds = 0;
    unsigned seed = 1;
    if (std::scanf("%d %d %d %d %lf %u", &b.strips, &b.people, &b.days, &b.limit, &seconds, &seed) != 6)
        return 2;
    b.eighths.resize(b.strips);
    b.cast.resize(b.strips);
    for (int s = 0; s < b.strips; ++s) {
        int n = 0;
        if (std::scanf("%d %d", &b.eighths[s], &n) != 2) return 2;
        b.cast[s].resize(n);
        for (int& p : b.cast[s])
            if (std::scanf("%d", &p) != 1) return 2;
    }
    b.load.assign(b.days, 0);
    b.count.assign(b.days, 0);
    b.day_of.assign(b.strips, 0);
    b.works.assign(b.people, std::vector<int>(b.days, 0));
    std::vector<int> longest(b.strips);
    for (int s = 0; s < b.strips; ++s) longest[s] = s;
    std::stable_sort(longest.begin(), longest.end(),
                     [&](int x, int y) { return b.eighths[x] > b.eighths[y]; });
    for (int s : longest) {  // first fit
        int d = 0;
        while (d < b.days - 1 && b.load[d] + b.eighths[s] > b.limit) ++d;
        b.day_of[s] = d;
        b.load[d] += b.eighths[s];
        ++b.count[d];
        for (int p : b.cast[s]) ++b.works[p][d];
    }
    std::mt19937 chance(seed);
    auto draw = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const auto begun = std::chrono::steady_clock::now();
    long cost = b.paid(), best = cost, tries = 0;
    std::vector<int> best_day = b.day_of;
    double share = 0, heat = 8;
    while (share < 1) {
        if (++tries % 256 == 0) {
            share = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() / seconds;
            heat = 8.0 * std::pow(0.1 / 8.0, std::min(1.0, share));
        }
        const int kind = draw(10);
        int s = draw(b.strips), t = draw(b.strips), x = draw(b.days), y = draw(b.days);
        const int ds = b.day_of[s], dt = b.day_of[t];
        if (kind < 5) {
            if (x == ds || b.load[x] + b.eighths[s] > b.limit) continue;
            b.put(s, x);
        } else if (kind < 7) {
            if (ds == dt || b.load[dt] - b.eighths[t] + b.eighths[s] > b.limit ||
                b.load[ds] - b.eighths[s] + b.eighths[t] > b.limit)
                continue;
            b.put(s, dt), b.put(t, ds);
        } else if (kind < 8) {
            if (x == y) continue;
            b.exchange_days(x, y);
        } else {
            if (x == y) continue;
            b.rotate_day(x, y);
        }
        const long now = b.paid();
        if (now <= cost || unit(chance) < std::exp((cost - now) / heat)) {
            cost = now;
            if (cost < best) best = cost, best_day = b.day_of;
            continue;
        }
        if (kind < 5) b.put(s, ds);
        else if (kind < 7) b.put(s, ds), b.put(t, dt);
        else if (kind < 8) b.exchange_days(x, y);
        else b.rotate_day(y, x);
    }
    long worked = 0;
    for (int p = 0; p < b.people; ++p) {
        std::vector<char> on(b.days, 0);
        for (int s = 0; s < b.strips; ++s)
            if (std::find(b.cast[s].begin(), b.cast[s].end(), p) != b.cast[s].end()) on[best_day[s]] = 1;
        worked += std::count(on.begin(), on.end(), 1);
    }
    std::printf("%ld %ld %ld\n", best, worked, tries);
    return 0;
}
