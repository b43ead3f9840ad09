/** Which board is looked at; kept in the address, so that a link leads to it. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import type { BoardNoteAnswer } from "../api/schema";
import { go, usePath, useSearch } from "../route";
import { useSession } from "../session";
import { Choice } from "./basics";

export const useBoards = () =>
  useQuery({ queryKey: ["boards"], queryFn: () => get<BoardNoteAnswer[]>("boards") });

export function useBoardName(param = "board"): [string, (name: string) => void] {
  const search = useSearch();
  const path = usePath();
  const session = useSession();
  const name = search.get(param) || session.board;
  return [
    name,
    (next) => {
      const named = new URLSearchParams(search);
      named.set(param, next);
      go(`${path}?${named}`);
    },
  ];
}

export function BoardChoice({ param = "board", label = "Board" }: { param?: string; label?: string }) {
  const boards = useBoards();
  const [name, setName] = useBoardName(param);
  const options = (boards.data ?? []).map((b) => ({ id: b.name, name: b.name }));
  if (!options.length) return null;
  return <Choice label={label} value={name} onChange={setName} options={options} />;
}
