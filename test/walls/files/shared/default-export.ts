// lint: No default exports
export default function twice(n: number): number {
  return n * 2;
}
