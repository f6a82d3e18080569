/**
 * The values of newline-delimited JSON, as they come in. A line that the end cuts off is dropped: whoever resumes gets it
 * again.
 */
export async function* ndjson<T>(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  // One line may hold the allocations of thousands of nodes: it is put together once, not with every piece of it.
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    for (const line of lines) {
      const whole = pieces.join('');
      pieces = [line];
      if (whole.trim() !== '') yield JSON.parse(whole) as T;
    }
  }
}
