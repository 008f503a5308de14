create table answers (
  id integer primary key,
  question_id integer not null references questions (id),
  text text not null,
  is_right integer not null
);
