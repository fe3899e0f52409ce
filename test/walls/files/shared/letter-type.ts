export interface Letter {
  readonly subject: string;
}
