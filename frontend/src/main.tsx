import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-aria-components";
import { App } from "./app";
import { Refused } from "./api/client";
import { go } from "./route";
import "./style/base.css";
import "./style/board.css";
import "./style/onset.css";
import "./style/pages.css";
import "./style/ask.css";
import "./style/cut.css";
import "./style/print.css";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, problem) => failures < 2 && problem instanceof Refused && problem.status === 0,
      retryDelay: 1000,
    },
  },
});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider navigate={go}>
        <App />
      </RouterProvider>
    </QueryClientProvider>
  </StrictMode>,
);
