/** Works through `tasks`, so many of them at the same time. */
export async function together<T>(many: number, tasks: readonly T[], work: (task: T) => Promise<void>): Promise<void> {
  const left = tasks.values();
  await Promise.all(
    Array.from({ length: many }, async () => {
      for (const task of left) await work(task);
    }),
  );
}
