create table questions (id integer primary key, text text not null);
insert into questions (text) values ('Which side does the red light of a vessel shine on?');
