/** Waits until something holds. */
export async function until(holds: () => boolean, milliseconds = 20_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come true within ${milliseconds / 1000} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
