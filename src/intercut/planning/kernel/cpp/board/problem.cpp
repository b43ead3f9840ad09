#include "board/problem.hpp"

#include <algorithm>

namespace intercut::board {

namespace {

constexpr int most_alike = 20;

// Other strips, those with most people and places in common first.
Rows alike_of(const Problem& p) {
    std::vector<Ints> by_person(p.n_people), by_place(p.n_places);
    for (int s = 0; s < p.n_strips; s++) {
        for (int who : p.people_of[s]) by_person[who].push_back(s);
        for (int o : p.options_of[s])
            if (by_place[p.option_place[o]].empty() || by_place[p.option_place[o]].back() != s)
                by_place[p.option_place[o]].push_back(s);
    }
    Rows found(p.n_strips);
    Ints same(p.n_strips, 0), here(p.n_strips, 0), touched;
    for (int s = 0; s < p.n_strips; s++) {
        touched.clear();
        const auto touch = [&](int other, Ints& count, int by) {
            if (other == s) return;
            if (!same[other] && !here[other]) touched.push_back(other);
            count[other] += by;
        };
        for (int who : p.people_of[s])
            for (int other : by_person[who]) touch(other, same, 1);
        for (int o : p.options_of[s])
            for (int other : by_place[p.option_place[o]])
                if (!here[other]) touch(other, here, 1);
        std::vector<std::pair<int, int>> ranked;
        for (int other : touched) {
            const int apart = int(p.people_of[s].size() + p.people_of[other].size()) - 2 * same[other];
            ranked.emplace_back(-(2 * same[other] + 3 * here[other]) + apart, other);
            same[other] = here[other] = 0;
        }
        const int most = std::min<int>(most_alike, int(ranked.size()));
        std::partial_sort(ranked.begin(), ranked.begin() + most, ranked.end());
        for (int n = 0; n < most; n++) found[s].push_back(ranked[n].second);
    }
    return found;
}

}  // namespace

void Problem::derive() {
    n_strips = int(minutes.size());
    n_options = int(option_strip.size());
    n_slots = int(slot_unit.size());
    n_people = int(preparation.size());
    n_places = int(place_base.size());
    n_units = int(first_shot.size());
    n_elements = int(day_rate.size());
    n_events = int(event_people.size());
    n_choices = int(choices.size());
    n_scenes = int(strips_of_scene.size());
    lines.assign(n_units, {});
    rank.assign(n_slots, 0);
    slots_on.assign(n_dates, {});
    for (int slot = 0; slot < n_slots; slot++) {
        rank[slot] = int(lines[slot_unit[slot]].size());
        lines[slot_unit[slot]].push_back(slot);
        slots_on[slot_date[slot]].push_back(slot);
    }
    allowed.assign(n_options, std::vector<char>(n_slots, 0));
    for (int o = 0; o < n_options; o++)
        for (int slot : option_slots[o]) allowed[o][slot] = 1;
    dates_ok.assign(n_strips, {});
    for (int s = 0; s < n_strips; s++) {
        if (strip_dates[s].empty()) continue;
        dates_ok[s].assign(n_dates, 0);
        for (int d : strip_dates[s])
            if (d >= 0) dates_ok[s][d] = 1;  // -1 alone: on no date
    }
    clashing = std::any_of(clashes.begin(), clashes.end(), [](const auto& c) { return !c.empty(); });
    any_position = std::any_of(position.begin(), position.end(), [](int p) { return p != -2; });
    any_cover = cover_price > 0;
    any_engaged = n_bases > 1 || std::any_of(plain.begin(), plain.end(), [](int x) { return !x; });
    options_of.assign(n_strips, {});
    for (int o = 0; o < n_options; o++) options_of[option_strip[o]].push_back(o);
    alike = alike_of(*this);
}

}  // namespace intercut::board
