SELECT EXISTS (SELECT FROM group_member WHERE group_name = :group)
