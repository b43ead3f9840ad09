// From the dictionary of lists that Python packs to a Problem.
#pragma once

#include <nanobind/nanobind.h>

#include "board/problem.hpp"

namespace intercut::board {

Problem loaded(const nanobind::dict& packed);

}  // namespace intercut::board
