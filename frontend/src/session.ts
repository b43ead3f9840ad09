import { createContext, useContext } from "react";
import type { SessionAnswer } from "./api/schema";

export const SessionContext = createContext<SessionAnswer | null>(null);

export function useSession(): SessionAnswer {
  const found = useContext(SessionContext);
  if (!found) throw new Error("no session");
  return found;
}

export const useMay = (action: string): boolean => useSession().may.includes(action);
