#include "relax.hpp"

#include <algorithm>

namespace intercut::sequence {

namespace {

Instance some_people(const Part& part, int from, int to) {
    Instance group;
    group.scenes = part.scenes;
    group.people = to - from;
    group.days = part.days;
    group.pay.assign(part.pay.begin() + from, part.pay.begin() + to);
    group.scenes_of.resize(std::size_t(group.people));
    for (int s = 0; s < part.scenes; s++)
        for (int a : part.cast[s])
            if (a >= from && a < to) group.scenes_of[a - from].push_back(s);
    return group;
}

// One thread for each group; the groups go in parallel. `tell` is called often, by this thread.
Money bound_alone(const Instance& group, std::uint64_t most_states, Monitor& whole,
                  const std::function<void()>& tell) {
    Crew alone(1);
    Monitor monitor(whole);
    Money bound = 0;
    for (const Part& part : reduce(group).parts) {
        if (!fits(part)) continue;
        std::vector<std::unique_ptr<Annealer>> annealers;
        annealers.push_back(make_annealer(part, 1));
        const std::uint64_t n = std::uint64_t(part.scenes);
        annealers[0]->walk(40 * n * n, monitor);
        Best best;
        best.take(annealers[0]->cost(), annealers[0]->order());
        std::uint64_t expanded = 0;
        Resources resources{alone, monitor, std::size_t{64} << 20, annealers,
                            tell, most_states};
        prove(part, best, resources, expanded);
        bound += std::min(best.bound, best.cost);
        if (whole.stopped()) break;
    }
    return bound;
}

}  // namespace

Money bound_by_groups(const Part& part, int people_at_once, std::uint64_t most_states, Crew& crew,
                      Monitor& monitor, const std::function<void()>& tell) {
    const int groups = (part.people + people_at_once - 1) / people_at_once;
    std::vector<Money> bound(std::size_t(groups), 0);
    const std::function<void()> silent = [] {};
    crew.work(bound.size(), [&](int member, std::size_t g) {
        const int from = int(g) * people_at_once;
        const Instance group = some_people(part, from, std::min(part.people, from + people_at_once));
        bound[g] = bound_alone(group, most_states, monitor, member == 0 ? tell : silent);
    }, tell);
    Money sum = 0;
    for (Money b : bound) sum += b;
    return sum;
}

}  // namespace intercut::sequence
