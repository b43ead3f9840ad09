#include <algorithm>
#include <map>
#include <numeric>

#include "instance.hpp"

namespace intercut::sequence {

Money Instance::cost(const Order& order) const {
    std::vector<Money> until(std::size_t(scenes) + 1, 0);
    std::vector<int> place(std::size_t(scenes), 0);
    for (int i = 0; i < scenes; i++) {
        place[order[i]] = i;
        until[i + 1] = until[i] + days[order[i]];
    }
    Money total = 0;
    for (int a = 0; a < people; a++) {
        if (scenes_of[a].empty()) continue;
        int first = scenes, last = -1;
        for (int s : scenes_of[a]) {
            first = std::min(first, place[s]);
            last = std::max(last, place[s]);
        }
        total += pay[a] * (until[last + 1] - until[first]);
    }
    return total;
}

Money Instance::worked() const {
    Money total = 0;
    for (int a = 0; a < people; a++)
        for (int s : scenes_of[a]) total += pay[a] * days[s];
    return total;
}

namespace {

struct Draft {
    std::vector<std::vector<int>> cast, run;  // per scene
    std::vector<Money> days;
    std::vector<Money> pay;  // per person; 0 = no longer counts
};

// One round of taking out; true when something changed.
bool simplify(Draft& d) {
    const std::size_t scenes = d.cast.size();
    std::vector<std::vector<int>> scenes_of(d.pay.size());
    for (std::size_t s = 0; s < scenes; s++)
        for (int a : d.cast[s]) scenes_of[a].push_back(int(s));
    std::vector<char> gone(d.pay.size(), 0);
    bool changed = false;
    std::map<std::vector<int>, int> same;
    for (std::size_t a = 0; a < d.pay.size(); a++) {
        if (scenes_of[a].empty()) continue;
        const bool waits = d.pay[a] > 0 && scenes_of[a].size() > 1 && scenes_of[a].size() < scenes;
        auto [twin, fresh] = waits ? same.try_emplace(scenes_of[a], int(a)) : std::pair{same.end(), false};
        if (waits && fresh) continue;
        if (waits) d.pay[twin->second] += d.pay[a];
        gone[a] = 1;
        changed = true;
    }
    Draft out;
    out.pay = d.pay;
    std::map<std::vector<int>, std::size_t> seen;
    for (std::size_t s = 0; s < scenes; s++) {
        std::erase_if(d.cast[s], [&](int a) { return gone[a] != 0; });
        auto [at, fresh] = seen.try_emplace(d.cast[s], out.cast.size());
        if (fresh) {
            out.cast.push_back(d.cast[s]);
            out.run.push_back(d.run[s]);
            out.days.push_back(d.days[s]);
        } else {
            auto& run = out.run[at->second];
            run.insert(run.end(), d.run[s].begin(), d.run[s].end());
            out.days[at->second] += d.days[s];
            changed = true;
        }
    }
    d = std::move(out);
    return changed;
}

int root(std::vector<int>& up, int s) {
    while (up[s] != s) s = up[s] = up[up[s]];
    return s;
}

// People are numbered by falling pay, so that low bits are the dear ones.
Part cut_out(const Draft& d, const std::vector<int>& scenes) {
    std::vector<int> people;
    for (int s : scenes) people.insert(people.end(), d.cast[s].begin(), d.cast[s].end());
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    std::stable_sort(people.begin(), people.end(), [&](int a, int b) { return d.pay[a] > d.pay[b]; });
    std::map<int, int> number;
    Part part;
    for (int a : people) {
        number[a] = int(part.pay.size());
        part.pay.push_back(d.pay[a]);
    }
    for (int s : scenes) {
        std::vector<int> cast;
        for (int a : d.cast[s]) cast.push_back(number[a]);
        std::sort(cast.begin(), cast.end());
        part.cast.push_back(std::move(cast));
        part.days.push_back(d.days[s]);
        part.run.push_back(d.run[s]);
    }
    part.scenes = int(scenes.size());
    part.people = int(people.size());
    part.most = std::accumulate(part.pay.begin(), part.pay.end(), Money{0}) *
                std::accumulate(part.days.begin(), part.days.end(), Money{0});
    return part;
}

// Takes out what can be taken out, falls apart into what shares nobody, and again.
void settle(Draft d, Reduced& reduced) {
    while (simplify(d)) {
    }
    std::vector<int> up(d.cast.size()), scene_of(d.pay.size(), -1);
    std::iota(up.begin(), up.end(), 0);
    for (std::size_t s = 0; s < d.cast.size(); s++)
        for (int a : d.cast[s]) {
            if (scene_of[a] < 0) scene_of[a] = int(s);
            up[root(up, int(s))] = root(up, scene_of[a]);
        }
    std::map<int, std::vector<int>> member;
    for (std::size_t s = 0; s < d.cast.size(); s++) {
        if (d.cast[s].empty())
            reduced.anywhere.insert(reduced.anywhere.end(), d.run[s].begin(), d.run[s].end());
        else
            member[root(up, int(s))].push_back(int(s));
    }
    const bool whole = member.size() == 1;
    for (auto& [first, scenes] : member) {
        if (whole) {
            reduced.parts.push_back(cut_out(d, scenes));
            continue;
        }
        Draft piece;
        piece.pay = d.pay;
        for (int s : scenes) {
            piece.cast.push_back(d.cast[s]);
            piece.run.push_back(d.run[s]);
            piece.days.push_back(d.days[s]);
        }
        settle(std::move(piece), reduced);
    }
}

}  // namespace

Reduced reduce(const Instance& instance) {
    Draft d;
    d.pay = instance.pay;
    d.days = instance.days;
    d.cast.resize(std::size_t(instance.scenes));
    for (int a = 0; a < instance.people; a++)
        for (int s : instance.scenes_of[a]) d.cast[s].push_back(a);
    for (int s = 0; s < instance.scenes; s++) d.run.push_back({s});
    Reduced reduced;
    settle(std::move(d), reduced);
    std::stable_sort(reduced.parts.begin(), reduced.parts.end(),
                     [](const Part& a, const Part& b) { return a.scenes < b.scenes; });
    return reduced;
}

}  // namespace intercut::sequence
