export interface Office {
  readonly account: string;
}
