/**
 * The State Council General Office's notices behind the tables, by the year they arrange. The numbers stand
 * only where they are certain; the year of the arrangement always is.
 */
const numbers: Readonly<Record<number, string>> = {
  2020: '国办发明电〔2019〕16号、〔2020〕1号',
  2021: '国办发明电〔2020〕27号',
  2022: '国办发明电〔2021〕11号',
  2023: '国办发明电〔2022〕16号',
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
};

/** Title and number of the notice that arranges a year's rest days (G-007). */
export function noticeOf(year: number): string {
  const title = `国务院办公厅关于${year}年部分节假日安排的通知`;
  const number = numbers[year];
  return number ? `${title}（${number}）` : title;
}
