import { useEffect, useReducer, useRef } from 'react';

/** Calls `pass` every so many minutes, as long as the page is open; without it, says anew how long ago things were. */
export function useMinutes(minutes: number, pass?: () => void): void {
  const [, again] = useReducer((turn: number) => turn + 1, 0);
  const act = useRef(pass);
  act.current = pass;
  useEffect(() => {
    const timer = setInterval(() => (act.current ?? again)(), minutes * 60_000);
    return () => clearInterval(timer);
  }, [minutes]);
}
