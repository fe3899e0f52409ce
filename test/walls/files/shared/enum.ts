// types: This syntax is not allowed when 'erasableSyntaxOnly' is enabled
export enum Urgency {
  normal,
}
